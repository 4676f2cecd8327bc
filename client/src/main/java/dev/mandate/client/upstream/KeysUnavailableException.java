package dev.mandate.client.upstream;

import java.time.Duration;

/** Whether a key belongs to a gateway cannot be told right now: the call is undecided, neither allowed nor refused. */
final class KeysUnavailableException extends RuntimeException {
    private final Duration retryAfter;

    KeysUnavailableException(Duration retryAfter) {
        super("the gateways' keys cannot be fetched");
        this.retryAfter = retryAfter;
    }

    /** Whole seconds, at least 1. */
    long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
