package dev.mandate.gateway.subject;

import java.util.Optional;

/** A token that must not be believed. The message names the first check that failed, for tests and never for a caller. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean keyUnknown;
    private final transient Optional<VerifiedToken> misdirected;

    InvalidTokenException(String message) {
        this(message, false);
    }

    /** The token is valid, but its audience is the other API. */
    InvalidTokenException(VerifiedToken misdirected) {
        super("aud is not this gateway", null, false, false);
        this.keyUnknown = false;
        this.misdirected = Optional.of(misdirected);
    }

    InvalidTokenException(String message, boolean keyUnknown) {
        // no stack trace: anybody can send a bad token
        super(message, null, false, false);
        this.keyUnknown = keyUnknown;
        this.misdirected = Optional.empty();
    }

    /** The token, if it is valid and only its audience is the other API. */
    public Optional<VerifiedToken> misdirected() {
        return misdirected;
    }

    /** Whether the platform's snapshot has no such key: no verdict on the token if that snapshot is too old. */
    public boolean keyUnknown() {
        return keyUnknown;
    }
}
