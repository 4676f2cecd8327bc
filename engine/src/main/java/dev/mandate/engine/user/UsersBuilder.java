package dev.mandate.engine.user;

import dev.mandate.engine.id.UserId;
import java.util.Arrays;

/** Builds the users of a snapshot at once, in the order in which they are added. Mutable, for one thread. */
public final class UsersBuilder {
    private static final int WORDS = Names.ROWS * Row.WORDS;

    private long[][] words = new long[16][];
    private byte[][] names = new byte[16][];
    private int[] hashes = new int[16 * Names.ROWS];
    private Shared shared;
    private int count;

    /** Starts without users. */
    public UsersBuilder(RoleBits numbering) {
        shared = Shared.of(numbering);
    }

    /** Adds a user, who must not have been added before. */
    public UsersBuilder add(UserId id, User user) {
        shared = shared.with(user);
        int place = count % Names.ROWS;
        int block = count / Names.ROWS;
        if (place == 0) {
            open(block);
        }
        shared.write(user, words[block], place * Row.WORDS);
        names[block] = Names.with(names[block], place, id.value());
        hashes[count++] = Names.hash(id.value());
        return this;
    }

    private void open(int block) {
        if (block == words.length) {
            words = Arrays.copyOf(words, 2 * block);
            names = Arrays.copyOf(names, 2 * block);
            hashes = Arrays.copyOf(hashes, 2 * block * Names.ROWS);
        }
        words[block] = new long[WORDS];
        names[block] = Names.NONE;
    }

    public Users build() {
        int blocks = (count + Names.ROWS - 1) / Names.ROWS;
        if (blocks > 0) {
            int last = (count - 1) % Names.ROWS + 1;
            words[blocks - 1] = Arrays.copyOf(words[blocks - 1], last * Row.WORDS);
        }
        Users.Rows rows = new Users.Rows(
                Vector.of(Arrays.copyOf(words, blocks)),
                Vector.of(Arrays.copyOf(names, blocks)),
                RowIndex.of(Arrays.copyOf(hashes, count)),
                count);
        return new Users(rows, shared, count, shared.size());
    }
}
