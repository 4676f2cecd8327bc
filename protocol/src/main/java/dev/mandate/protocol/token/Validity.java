package dev.mandate.protocol.token;

import java.time.Duration;
import java.time.Instant;

/**
 * When a token is valid (RFC 7519, section 4.1), in seconds since the epoch.
 *
 * @param notBefore the time of issue in a token without {@code nbf}
 */
public record Validity(long issuedAt, long notBefore, long expiry) {
    /** How long after its {@code exp} a token is accepted, because clocks differ. */
    public static final Duration EXPIRY_LEEWAY = Duration.ofSeconds(5);

    /** How far ahead {@code iat} and {@code nbf} may be, because clocks differ. */
    public static final Duration AHEAD_LEEWAY = Duration.ofSeconds(10);

    private static final long LATE = EXPIRY_LEEWAY.toSeconds();
    private static final long AHEAD = AHEAD_LEEWAY.toSeconds();

    /**
     * Checks that a token is valid at a time.
     *
     * @throws InvalidTokenException if it has expired or is not valid yet
     */
    public void check(Instant at) {
        long now = at.getEpochSecond();
        InvalidTokenException.check(now < expiry + LATE, "exp has passed");
        InvalidTokenException.check(issuedAt <= now + AHEAD, "iat lies in the future");
        InvalidTokenException.check(notBefore <= now + AHEAD, "nbf lies in the future");
    }
}
