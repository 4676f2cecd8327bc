package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.trie.Edition;
import dev.mandate.engine.trie.Trie;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The users of one tenant, stored compactly, because a map of objects would be too large and too slow for a million
 * users.
 *
 * <p>Each user has a {@linkplain Row row} of 32 bytes, in blocks of 32 rows. Entity roles without an end are bits in the
 * row. Values that many users share are numbers: user role, set of groups, channel, and set of the other entity roles.
 * Ids are bytes in blocks of the same rows; an index of nine bytes a user maps an id to its row. An update copies the
 * blocks that it changes, so earlier snapshots do not change.
 *
 * <p>Rows are in the order in which users were added. The row of a removed user stays empty until the snapshot is
 * rebuilt from its stored form. Unused shared values are removed when they may outnumber the used ones.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Users {
    public static final Users EMPTY =
            new Users(new Rows(Vector.empty(), Vector.empty(), RowIndex.EMPTY, 0), Shared.EMPTY, 0, 0);

    /** With fewer shared values than this, unused ones are never removed. */
    private static final int SWEEP = 4_096;

    /**
     * The rows and the index to find them.
     *
     * @param words blocks of 32 rows of {@link Row#WORDS} words
     * @param names blocks of 32 ids
     * @param count number of rows, including those of removed users
     */
    record Rows(Vector<long[]> words, Vector<byte[]> names, RowIndex index, int count) {}

    private final Rows rows;
    private final Shared shared;
    private final int size;
    private final int keptAtSweep;
    private final Edition edition = new Edition();

    Users(Rows rows, Shared shared, int size, int keptAtSweep) {
        this.rows = rows;
        this.shared = shared;
        this.size = size;
        this.keptAtSweep = keptAtSweep;
    }

    public static Users empty() {
        return EMPTY;
    }

    public int size() {
        return size;
    }

    /** Returns the edition of these users; every changed value has another one. */
    public Edition edition() {
        return edition;
    }

    public boolean contains(UserId id) {
        return row(id) >= 0;
    }

    /** Returns the user's facts as a value; empty if the user does not exist. */
    public Optional<User> get(UserId id) {
        int row = row(id);
        return row < 0 ? Optional.empty() : Optional.of(user(row));
    }

    /** Passes each user, in the order in which they were added. */
    public void forEach(BiConsumer<? super UserId, ? super User> action) {
        for (int row = 0; row < rows.count(); row++) {
            if (present(row)) {
                action.accept(id(row), user(row));
            }
        }
    }

    /**
     * Returns the user with its rights; {@link Subject#NOBODY} if the user does not exist.
     *
     * @param roles the tenant's user roles
     * @param channels the tenant's sales channels
     */
    public Subject subject(UserId id, Trie<RoleId, Role> roles, Trie<SpaceId, SpaceKind> channels) {
        int row = row(id);
        return row < 0 ? Subject.NOBODY : Subject.of(this, roles, channels, row);
    }

    /** Returns the user's row; negative if the user does not exist. */
    int row(UserId id) {
        int row = anyRow(id.value());
        return row >= 0 && present(row) ? row : -1;
    }

    /** Returns the row of a user who exists or was removed; negative if there never was one. */
    int anyRow(String id) {
        int hash = Names.hash(id);
        int[] bucket = rows.index().bucket(hash);
        for (int i = 0; i < bucket.length; i += 2) {
            int row = bucket[i + 1];
            if (bucket[i] == hash && Names.is(rows.names().get(row / Names.ROWS), row % Names.ROWS, id)) {
                return row;
            }
        }
        return -1;
    }

    boolean present(int row) {
        return Row.present(word(row, Row.STANDING));
    }

    long word(int row, int word) {
        return rows.words().get(row / Names.ROWS)[row % Names.ROWS * Row.WORDS + word];
    }

    private User user(int row) {
        long standing = word(row, Row.STANDING);
        long binding = word(row, Row.BINDING);
        SpaceId channel = channels().get(Row.channel(binding));
        return new User(
                Row.service(standing) ? UserKind.SERVICE : UserKind.PERSON,
                Row.active(standing),
                word(row, Row.NOT_BEFORE),
                Optional.ofNullable(roles().get(Row.role(standing))),
                groups(standing),
                channel == null
                        ? Optional.empty()
                        : Optional.of(new User.Binding(channel, grants(binding, word(row, Row.GRANTS)))));
    }

    Terms<GroupId> groups(long standing) {
        Terms<GroupId> groups = groups().get(Row.groups(standing));
        return groups == null ? Terms.empty() : groups;
    }

    private Grants grants(long binding, long bits) {
        return Grants.of(shared.numbering(), bits, others(binding));
    }

    /** Returns the entity roles that have an end or no bit. */
    Terms<EntityRole> others(long binding) {
        Terms<EntityRole> others = shared.others().get(Row.others(binding));
        return others == null ? Terms.empty() : others;
    }

    UserId id(int row) {
        return Names.id(rows.names().get(row / Names.ROWS), row % Names.ROWS);
    }

    Rows rows() {
        return rows;
    }

    Shared shared() {
        return shared;
    }

    Pool<User.Assigned> roles() {
        return shared.roles();
    }

    Pool<Terms<GroupId>> groups() {
        return shared.groups();
    }

    Pool<SpaceId> channels() {
        return shared.channels();
    }

    /** Returns the assignment of bits to entity roles. */
    public RoleBits numbering() {
        return shared.numbering();
    }

    Users with(UserId id, User user) {
        int known = anyRow(id.value());
        int row = known < 0 ? rows.count() : known;
        Shared grown = shared.with(user);
        Rows placed = known < 0 ? named(id, row) : rows;
        Rows written = written(placed, row, (block, at) -> grown.write(user, block, at));
        boolean more = known < 0 || !present(known);
        return new Users(written, grown, more ? size + 1 : size, keptAtSweep).swept();
    }

    Users without(UserId id) {
        int row = row(id);
        return row < 0 ? this : new Users(written(rows, row, Row::clear), shared, size - 1, keptAtSweep);
    }

    /** Returns these users with one user's facts replaced; unchanged if the user does not exist. */
    Users updated(UserId id, UnaryOperator<User> update) {
        return get(id).map(user -> with(id, update.apply(user))).orElse(this);
    }

    private Rows named(UserId id, int row) {
        int block = row / Names.ROWS;
        byte[] names = row % Names.ROWS == 0 ? Names.NONE : rows.names().get(block);
        return new Rows(
                rows.words(),
                rows.names().with(block, Names.with(names, row % Names.ROWS, id.value())),
                rows.index().with(Names.hash(id.value()), row),
                row + 1);
    }

    /** Writes a row into a block, from word {@code at} on. */
    @FunctionalInterface
    private interface RowWriter {
        void write(long[] block, int at);
    }

    private static Rows written(Rows rows, int row, RowWriter writer) {
        int block = row / Names.ROWS;
        int at = row % Names.ROWS * Row.WORDS;
        long[] before = block < rows.words().size() ? rows.words().get(block) : new long[0];
        long[] after = Arrays.copyOf(before, Math.max(before.length, at + Row.WORDS));
        writer.write(after, at);
        return new Rows(rows.words().with(block, after), rows.names(), rows.index(), rows.count());
    }

    private Users swept() {
        boolean due = shared.size() > SWEEP && shared.size() > 2 * keptAtSweep;
        return due ? new Sweep(this).swept() : this;
    }
}
