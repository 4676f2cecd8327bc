package dev.mandate.engine;

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

    @Override
    public String toString() {
        return tenant + "." + platform;
    }
}
