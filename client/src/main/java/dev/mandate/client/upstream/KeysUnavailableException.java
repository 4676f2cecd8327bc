package dev.mandate.client.upstream;

import java.time.Duration;

/**
 * It is unknown at the moment whether a key belongs to a gateway. The call is undecided, neither allowed nor refused.
 */
final class KeysUnavailableException extends RuntimeException {
    private final Duration retryAfter;

    KeysUnavailableException(Duration retryAfter) {
        super("the gateways' keys cannot be fetched");
        this.retryAfter = retryAfter;
    }

    /** Returns the value of {@code Retry-After}: whole seconds, at least 1. */
    long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
