package dev.mandate.protocol.identity;

/** A signed identity that must not be believed; the message names the first check that failed, never the token. */
public final class InvalidIdentityException extends Exception {
    public InvalidIdentityException(String message) {
        super(message);
    }

    InvalidIdentityException(IllegalArgumentException refused) {
        super(refused.getMessage(), refused);
    }
}
