package dev.mandate.protocol.problem;

import java.util.Arrays;
import java.util.UUID;

/** Logs a failure under an id that the answer quotes, so that an operator finds the failure by the id. */
public final class Incident {
    /** The logger of all incidents. Its lines without a trace are short, and no limit of equal lines may drop them. */
    public static final String LOGGER = "dev.mandate.incident";

    private static final System.Logger LOG = System.getLogger(LOGGER);
    private static final String OURS = "dev.mandate.";

    private Incident() {}

    /**
     * Logs the failure under a new id, and returns the id. Call it before the answer that quotes the id is made.
     *
     * @param what failed, such as {@code request failed}; not chosen by the caller
     */
    public static String log(String what, Throwable failure) {
        String id = UUID.randomUUID().toString();
        log(id, what, failure);
        return id;
    }

    /**
     * Logs the failure: one line with the id, the class and the place of the failure, then the trace.
     *
     * @param what failed, such as {@code decision failed}; not chosen by the caller
     */
    public static void log(String id, String what, Throwable failure) {
        // INVARIANT: two lines, as the trace of a failure that many requests cause is written only a few times
        LOG.log(System.Logger.Level.ERROR, "incident " + id + ": " + what + ": " + place(failure));
        LOG.log(System.Logger.Level.ERROR, "trace of incident " + id, failure);
    }

    /** Returns the failure's class and the first frame of its trace that is Mandate's, else the first frame. */
    public static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName()
                + Arrays.stream(trace)
                        .filter(frame -> frame.getClassName().startsWith(OURS))
                        .findFirst()
                        .or(() -> Arrays.stream(trace).findFirst())
                        .map(frame -> " at " + frame)
                        .orElse("");
    }
}
