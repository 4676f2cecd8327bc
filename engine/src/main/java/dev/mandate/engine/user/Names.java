package dev.mandate.engine.user;

import dev.mandate.engine.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The ids of a block of 32 rows as one byte array: first the 32 lengths, then the ids. Ids are ASCII and at most 64
 * characters long, so a length fits one byte.
 */
final class Names {
    /** Number of rows in a block. */
    static final int ROWS = 32;

    static final byte[] NONE = new byte[ROWS];

    private Names() {}

    /**
     * Returns a copy of the block with the id of the next row.
     *
     * @param place the row's index in the block, from 0
     */
    static byte[] with(byte[] block, int place, String id) {
        byte[] longer = Arrays.copyOf(block, block.length + id.length());
        longer[place] = (byte) id.length();
        System.arraycopy(id.getBytes(StandardCharsets.US_ASCII), 0, longer, block.length, id.length());
        return longer;
    }

    private static int start(byte[] block, int place) {
        int start = ROWS;
        for (int i = 0; i < place; i++) {
            start += block[i];
        }
        return start;
    }

    static UserId id(byte[] block, int place) {
        return new UserId(new String(block, start(block, place), block[place], StandardCharsets.US_ASCII));
    }

    static boolean is(byte[] block, int place, String id) {
        if (block[place] != id.length()) {
            return false;
        }
        int start = start(block, place);
        for (int i = 0; i < id.length(); i++) {
            if (block[start + i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int hash(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
