package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The users of one tenant, for a million of whom a map of objects would be too large and too slow.
 *
 * <p>Each user has a row of 32 bytes, in blocks of 32 rows: its standing, its not-before revision, a bit for each entity role
 * that it holds for good, and the numbers of its user role, its set of groups, its channel and its other entity roles, which
 * are values that many users share. Ids are bytes in blocks of the same rows, and an index of nine bytes a user leads from an id to its row. An update copies the
 * blocks that it touches, so earlier snapshots stay as they were. Rows are in the order in which users were added. A
 * removed user's row stays, empty, until the snapshot is read again from its form; shared values that nobody names any more
 * go when they have become as many as those that are named.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Users {
    static final Users EMPTY =
            new Users(new Rows(Vector.empty(), Vector.empty(), RowIndex.EMPTY, 0), Shared.EMPTY, 0, 0);

    /** Fewer values than this are never looked through for those that nobody names. */
    private static final int SWEEP = 4_096;

    /**
     * The rows and how to find them.
     *
     * @param words blocks of 32 rows of {@link Row#WORDS} words
     * @param names blocks of 32 ids
     * @param count rows, with those of removed users
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

    /** The same as long as the users are; of changed ones it is another. */
    public Edition edition() {
        return edition;
    }

    public boolean contains(UserId id) {
        return row(id) >= 0;
    }

    /** The user's facts as a value. */
    public Optional<User> get(UserId id) {
        int row = row(id);
        return row < 0 ? Optional.empty() : Optional.of(user(row));
    }

    /** In the order in which they were added. */
    public void forEach(BiConsumer<? super UserId, ? super User> action) {
        for (int row = 0; row < rows.count(); row++) {
            if (present(row)) {
                action.accept(id(row), user(row));
            }
        }
    }

    /** The row of a user who is there; else less than 0. */
    int row(UserId id) {
        int row = anyRow(id.value());
        return row >= 0 && present(row) ? row : -1;
    }

    /** The row of a user who is there or was; less than 0 if there never was one. */
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

    /** The entity roles that have an end or no bit. */
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

    /** Which bits stand for which entity roles. */
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

    /** Replaces the facts of a user who is there; whoever is absent stays absent. */
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

    /** Writes a row into a block, from a place on. */
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
