package dev.mandate.gateway.http;

import java.io.IOException;

/** Tells the end of a caller's connection, or of its stream over HTTP/2, from other failures. */
public final class CallerLeft {
    private CallerLeft() {}

    /** Whether the failure of reading a call, or of writing its answer, is that the caller left, which is not logged. */
    public static boolean is(Throwable fault) {
        return fault instanceof IOException;
    }
}
