package dev.mandate.engine.user;

import java.util.Arrays;

/**
 * A user's row of four 64-bit words.
 * <ol>
 * <li>{@link #STANDING}: present, active and service flag in the three highest bits, then the numbers of the user role (29 bits)
 *     and of the set of groups (32 bits)
 * <li>{@link #BINDING}: the numbers of the channel (32 bits) and of the set of entity roles that have an end or no bit (32 bits)
 * <li>{@link #NOT_BEFORE}: tokens issued at a lower revision are revoked
 * <li>{@link #GRANTS}: the {@linkplain RoleBits bits} of all other entity roles
 * </ol>
 *
 * <p>The numbers are those of the {@link Pool}s in {@link Shared}.
 */
final class Row {
    static final int WORDS = 4;
    static final int STANDING = 0;
    static final int BINDING = 1;
    static final int NOT_BEFORE = 2;
    static final int GRANTS = 3;

    private static final long PRESENT = 1L << 63;
    private static final long ACTIVE = 1L << 62;
    private static final long SERVICE = 1L << 61;
    private static final int ROLE_MASK = (1 << 29) - 1;

    private Row() {}

    static long standing(boolean active, boolean service, int role, int groups) {
        long flags = PRESENT | (active ? ACTIVE : 0) | (service ? SERVICE : 0);
        return flags | ((long) role << Integer.SIZE) | groups;
    }

    static long binding(int channel, int others) {
        return ((long) channel << Integer.SIZE) | others;
    }

    static boolean present(long standing) {
        return standing < 0;
    }

    static boolean active(long standing) {
        return (standing & ACTIVE) != 0;
    }

    static boolean service(long standing) {
        return (standing & SERVICE) != 0;
    }

    static int role(long standing) {
        return (int) (standing >>> Integer.SIZE) & ROLE_MASK;
    }

    static int groups(long standing) {
        return (int) standing;
    }

    static int channel(long binding) {
        return (int) (binding >>> Integer.SIZE);
    }

    static int others(long binding) {
        return (int) binding;
    }

    /** Clears a row: no user is present there. */
    static void clear(long[] block, int at) {
        Arrays.fill(block, at, at + WORDS, 0);
    }

    /** Returns the word with the same flags and other numbers. */
    static long renumbered(long standing, int role, int groups) {
        return (standing & (PRESENT | ACTIVE | SERVICE)) | ((long) role << Integer.SIZE) | groups;
    }
}
