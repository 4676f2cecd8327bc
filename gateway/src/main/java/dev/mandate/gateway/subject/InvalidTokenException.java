package dev.mandate.gateway.subject;

/** A token that must not be believed. The message names the first check that failed, for tests and never for a caller. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean keyUnknown;

    InvalidTokenException(String message) {
        this(message, false);
    }

    InvalidTokenException(String message, boolean keyUnknown) {
        // no stack trace: anybody can send a bad token
        super(message, null, false, false);
        this.keyUnknown = keyUnknown;
    }

    /** Whether the platform's snapshot has no such key: no verdict on the token if that snapshot is too old. */
    public boolean keyUnknown() {
        return keyUnknown;
    }
}
