package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.Pairs;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.trie.Trie;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the users who pass every given test; only active ones unless {@link #withDisabled} is called.
 *
 * <p>Each test runs once for each value that users share, on a {@link Subject} that holds nothing else. Then the rows
 * are compared by number, which takes a few milliseconds for a million rows. So a test may read only the kind of fact
 * that it is added for.
 *
 * <p>Mutable, for one thread.
 */
public final class UserQuery {
    private static final long ACTIVE = Row.standing(true, true, 0, 0);

    private final Users users;
    private final Resolved resolved;
    private final Set<ApiId> apis;
    private boolean disabledToo;
    private boolean @Nullable [] roles;
    private boolean @Nullable [] groups;
    private boolean @Nullable [] channels;
    private long @Nullable [] masks;
    private Predicate<Subject> byOthers = subject -> true;

    /**
     * Finds every active user.
     *
     * @param roles the tenant's user roles
     * @param channels the tenant's sales channels
     * @param apis the APIs that the tenant has enabled
     */
    public UserQuery(Users users, Trie<RoleId, Role> roles, Trie<SpaceId, SpaceKind> channels, Set<ApiId> apis) {
        this.users = users;
        this.resolved = users.shared().resolved(roles, channels);
        this.apis = apis;
    }

    /** Includes disabled users. */
    public UserQuery withDisabled() {
        disabledToo = true;
        return this;
    }

    /** Keeps users whose user role passes; the test also runs on a subject without a role. */
    public UserQuery byRole(Predicate<Subject> test) {
        roles = passing(users.roles(), n -> subject(Row.standing(true, true, n, 0), 0), test);
        return this;
    }

    /** Keeps users whose set of groups passes; the test also runs on a subject without groups. */
    public UserQuery byGroups(Predicate<Subject> test) {
        groups = passing(users.groups(), n -> subject(Row.standing(true, true, 0, n), 0), test);
        return this;
    }

    /** Keeps users whose sales channel passes; the test also runs on a subject without a channel. */
    public UserQuery byChannel(Predicate<Subject> test) {
        channels = passing(users.channels(), n -> subject(ACTIVE, Row.binding(n, 0)), test);
        return this;
    }

    /**
     * Keeps users whose entity roles grant all pairs; nobody if {@code pairs} is empty. Users whose roles all hold
     * without an end are checked by their bits, the others one by one.
     *
     * @param all the pairs of the catalogue
     * @param test runs on each user who has an entity role with an end or without a bit
     */
    public UserQuery byGrants(List<Requirement.Pair> pairs, Pairs all, Predicate<Subject> test) {
        long[] granting = users.numbering().granting(all, apis);
        long[] each = pairs.stream().mapToLong(pair -> granting[pair.number()]).toArray();
        masks = each.length == 0 ? new long[] {0} : each;
        byOthers = test;
        return this;
    }

    private Subject subject(long standing, long binding) {
        return Subject.of(users, resolved, new long[] {standing, binding, 0, 0}, 0);
    }

    private static boolean[] passing(Pool<?> pool, IntFunction<Subject> subject, Predicate<Subject> test) {
        boolean[] passing = new boolean[pool.size() + 1];
        for (int number = 0; number < passing.length; number++) {
            passing[number] = test.test(subject.apply(number));
        }
        return passing;
    }

    /** Returns how many users pass. */
    public int count() {
        int count = 0;
        for (int row = next(0); row >= 0; row = next(row + 1)) {
            count++;
        }
        return count;
    }

    /**
     * Returns users who pass, in the order in which they were added.
     *
     * @param previous the last user of the previous page; null for the first page
     * @param limit the maximum size of the page
     * @throws IllegalArgumentException if {@code previous} never existed in this snapshot
     */
    public List<UserId> page(@Nullable UserId previous, int limit) {
        List<UserId> page = new ArrayList<>();
        for (int row = next(start(previous)); row >= 0 && page.size() < limit; row = next(row + 1)) {
            page.add(users.id(row));
        }
        return page;
    }

    private int start(@Nullable UserId previous) {
        int row = previous == null ? -1 : users.anyRow(previous.value());
        if (previous != null && row < 0) {
            throw new IllegalArgumentException("user `" + previous + "` never existed: start from the first page");
        }
        return row + 1;
    }

    /** Returns the first row at or after {@code from} that passes; negative if there is none. */
    private int next(int from) {
        int count = users.rows().count();
        int row = from;
        while (row < count) {
            long[] block = users.rows().words().get(row / Names.ROWS);
            int end = Math.min(count, (row / Names.ROWS + 1) * Names.ROWS);
            for (int at = row % Names.ROWS * Row.WORDS; row < end; row++, at += Row.WORDS) {
                if (passes(block, at)) {
                    return row;
                }
            }
        }
        return -1;
    }

    private boolean passes(long[] block, int at) {
        long standing = block[at + Row.STANDING];
        long binding = block[at + Row.BINDING];
        return Row.present(standing)
                && (disabledToo || Row.active(standing))
                && passes(roles, Row.role(standing))
                && passes(groups, Row.groups(standing))
                && passes(channels, Row.channel(binding))
                && (masks == null || granted(masks, block, at));
    }

    private boolean granted(long[] each, long[] block, int at) {
        if (Row.others(block[at + Row.BINDING]) != 0) {
            return byOthers.test(Subject.of(users, resolved, block, at));
        }
        for (long mask : each) {
            if ((block[at + Row.GRANTS] & mask) == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(boolean @Nullable [] passing, int number) {
        return passing == null || passing[number];
    }
}
