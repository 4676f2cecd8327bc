package dev.mandate.engine;

import dev.mandate.engine.id.TenantId;

/**
 * How far the two streams of a decision have come. On the wire {@code <tenant>.<platform>}, opaque to clients.
 *
 * @param tenant revision of the tenant's stream
 * @param platform revision of the platform's stream
 */
public record Position(long tenant, long platform) {
    /** Demands nothing. */
    public static final Position ANY = new Position(0, 0);

    public Position {
        if (tenant < 0 || platform < 0) {
            throw new IllegalArgumentException("a revision is never negative");
        }
    }

    /**
     * Reads {@code <tenant>.<platform>}.
     *
     * @throws IllegalArgumentException if it is not two non-negative whole numbers with a dot between
     */
    public static Position parse(String text) {
        if (!text.matches("[0-9]{1,18}\\.[0-9]{1,18}")) {
            throw new IllegalArgumentException("revision `" + text + "` must be one that Mandate answered");
        }
        int dot = text.indexOf('.');
        return new Position(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    /**
     * Returns the position as callers may demand it after an answer about the stream. Of the platform's own stream that is its
     * platform half alone: tenants' callers wait for the platform's revision too, and theirs is another count.
     */
    public Position shownOf(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? new Position(0, platform) : this;
    }

    @Override
    public String toString() {
        return tenant + "." + platform;
    }
}
