package dev.mandate.engine;

import dev.mandate.engine.id.TenantId;

/**
 * The revisions that a decision read from its two streams. On the wire {@code <tenant>.<platform>}, opaque to clients.
 *
 * @param tenant revision of the tenant's stream
 * @param platform revision of the platform's stream
 */
public record Position(long tenant, long platform) {
    /** Demands no minimum revision. */
    public static final Position ANY = new Position(0, 0);

    public Position {
        if (tenant < 0 || platform < 0) {
            throw new IllegalArgumentException("a revision is never negative");
        }
    }

    /**
     * Parses {@code <tenant>.<platform>}.
     *
     * @throws IllegalArgumentException if the text is not two non-negative integers of 1 to 18 digits, separated by a
     *     dot
     */
    public static Position parse(String text) {
        if (!text.matches("[0-9]{1,18}\\.[0-9]{1,18}")) {
            throw new IllegalArgumentException("revision `" + text + "` must be one that Mandate answered");
        }
        int dot = text.indexOf('.');
        return new Position(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    /**
     * Returns the position that a client may send back as a demand after an answer about the stream.
     *
     * <p>For the platform's own stream only the platform half is returned. The tenant half would be the platform's revision
     * too, and a client may send the demand with a call about a tenant, whose revisions are counted separately.
     */
    public Position shownOf(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? new Position(0, platform) : this;
    }

    @Override
    public String toString() {
        return tenant + "." + platform;
    }
}
