package dev.mandate.gateway.http;

import io.vertx.core.VertxException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;

/** Tells the end of a caller's connection, or of its stream over HTTP/2, from other failures. */
public final class CallersConnection {
    private CallersConnection() {}

    /** Whether the failure of reading a call, or of writing its answer, is that the caller left, which is not logged. */
    public static boolean ended(Throwable fault) {
        // Vert.x fails what is written to a closed connection with a bare VertxException
        return fault instanceof IOException || fault instanceof VertxException || fault instanceof StreamResetException;
    }
}
