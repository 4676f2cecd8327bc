package dev.mandate.control.postgres;

/** No database could be had; the message is one line that says why and what to do. */
public final class DatabaseFailure extends RuntimeException {
    public DatabaseFailure(String message) {
        super(message);
    }

    public DatabaseFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
