package dev.mandate.protocol.token;

/** Refuses an access token. The message names the first check that failed, for tests and never for a caller. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean keyUnknown;

    private InvalidTokenException(String message, boolean keyUnknown) {
        // no stack trace: anybody can send a bad token
        super(message, null, false, false);
        this.keyUnknown = keyUnknown;
    }

    InvalidTokenException(String message) {
        this(message, false);
    }

    static InvalidTokenException ofUnknownKey() {
        return new InvalidTokenException("kid names no token key", true);
    }

    /**
     * Returns whether the token names a key that the catalogue does not have. If the catalogue is too old, the token may be
     * valid.
     */
    public boolean keyUnknown() {
        return keyUnknown;
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidTokenException(otherwise);
        }
    }
}
