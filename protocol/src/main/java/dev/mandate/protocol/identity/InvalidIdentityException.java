package dev.mandate.protocol.identity;

/** A signed identity failed verification. The message names the first failed check, never the token. */
public final class InvalidIdentityException extends Exception {
    public InvalidIdentityException(String message) {
        super(message);
    }

    InvalidIdentityException(IllegalArgumentException refused) {
        super(refused.getMessage(), refused);
    }
}
