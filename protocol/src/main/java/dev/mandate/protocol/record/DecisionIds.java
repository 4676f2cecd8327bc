package dev.mandate.protocol.record;

import java.security.SecureRandom;
import java.util.Arrays;

/** Creates ids of decisions for one thread: draws random bytes of many at once, as drawing costs more than all else of an id. */
public final class DecisionIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AT_ONCE = 256;

    private final byte[] drawn = new byte[AT_ONCE * DecisionId.BYTES];
    private int used = drawn.length;

    /** Draws nothing yet. */
    public DecisionIds() {
        // the first id draws
    }

    /** Returns a new id, as {@link DecisionId#next} does. */
    public String next() {
        String id;
        do {
            id = DecisionId.of(bytes());
        } while (id.startsWith("-"));
        return id;
    }

    private byte[] bytes() {
        if (used == drawn.length) {
            RANDOM.nextBytes(drawn);
            used = 0;
        }
        used += DecisionId.BYTES;
        return Arrays.copyOfRange(drawn, used - DecisionId.BYTES, used);
    }
}
