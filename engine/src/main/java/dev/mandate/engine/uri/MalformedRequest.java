package dev.mandate.engine.uri;

/** A path or query that two readers could take for two things: step 0 answers it with 400. */
public final class MalformedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRequest(String message) {
        // no stack trace: this is an answer to a caller, made at the caller's pace
        super(message, null, false, false);
    }
}
