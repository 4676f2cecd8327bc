package dev.mandate.samples.robot;

import java.io.IOException;

/** One call of an action whose task is in the right state for it; may be made again, since every call is idempotent. */
@FunctionalInterface
public interface PreparedCall {
    /** Calls, and returns whatever is answered. */
    Answer perform() throws IOException, InterruptedException;
}
