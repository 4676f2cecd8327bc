package dev.mandate.samples.robot;

import java.io.IOException;

/**
 * A call of one action on a task that is in the right state for it. It may be repeated, because every call is
 * idempotent.
 */
@FunctionalInterface
public interface PreparedCall {
    /** Calls the action and returns the answer, whatever its status. */
    Answer perform() throws IOException, InterruptedException;
}
