package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.trie.Trie;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Finds the users whose facts may differ between two states of one tenant. The cost follows the difference: blocks of
 * rows that both states share are skipped, and a changed role or group leads to its users by number.
 */
public final class Touched {
    /**
     * Receives a user with its facts in both states; {@link Subject#NOBODY} in the state where the user does not exist.
     */
    @FunctionalInterface
    public interface Visitor {
        /** Returns whether the visits go on. */
        boolean visit(UserId user, Subject before, Subject after);
    }

    /** The facts of one state that can make a user differ. */
    public record Facts(
            Users users,
            Trie<RoleId, Role> roles,
            Trie<GroupId, Group> groups,
            Trie<SpaceId, SpaceKind> workspaces,
            Trie<SpaceId, SpaceKind> channels) {
        private Subject subject(UserId id) {
            return users.subject(id, roles, channels);
        }

        private Subject subject(int row) {
            return Subject.of(users, roles, channels, row);
        }
    }

    private final Facts before;
    private final Facts after;
    private final StepBudget budget;

    private Touched(Facts before, Facts after, StepBudget budget) {
        this.before = before;
        this.after = after;
        this.budget = budget;
    }

    /**
     * Visits each user who may differ, once, until the visitor or the budget ends it.
     *
     * @param everyone whether something changed that concerns every user, such as the actions
     */
    public static void forEach(Facts before, Facts after, boolean everyone, StepBudget budget, Visitor visitor) {
        new Touched(before, after, budget).forEach(everyone, visitor);
    }

    private void forEach(boolean everyone, Visitor visitor) {
        if (oneLine()) {
            byRow(everyone, visitor);
        } else {
            byId(visitor);
        }
    }

    /** Returns whether the later rows begin with the earlier ones, and all numbers mean the same in both. */
    private boolean oneLine() {
        Users.Rows earlier = before.users().rows();
        Users.Rows later = after.users().rows();
        if (earlier.count() > later.count()
                || !before.users().shared().continuedBy(after.users().shared())) {
            return false;
        }
        for (int block = 0; block < earlier.names().size(); block++) {
            if (!earlier.names().shares(later.names(), block) && !begins(block)) {
                return false;
            }
        }
        return true;
    }

    private boolean begins(int block) {
        int first = block * Names.ROWS;
        int end = Math.min(before.users().rows().count(), first + Names.ROWS);
        for (int row = first; row < end; row++) {
            if (!before.users().id(row).equals(after.users().id(row))) {
                return false;
            }
        }
        return true;
    }

    private void byRow(boolean everyone, Visitor visitor) {
        Vector<long[]> earlier = before.users().rows().words();
        Vector<long[]> later = after.users().rows().words();
        Marks marksBefore = new Marks(before);
        Marks marksAfter = new Marks(after);
        boolean shared = marksBefore.none() && marksAfter.none() && !everyone;
        for (int block = 0; block < later.size(); block++) {
            if (shared && earlier.shares(later, block)) {
                continue;
            }
            long[] old = block < earlier.size() ? earlier.get(block) : new long[0];
            long[] now = later.get(block);
            if (!budget.take(now.length)) {
                return;
            }
            for (int at = 0; at < now.length; at += Row.WORDS) {
                boolean same = at < old.length && Arrays.equals(old, at, at + Row.WORDS, now, at, at + Row.WORDS);
                boolean marked = (at < old.length && marksBefore.on(old, at)) || marksAfter.on(now, at);
                if ((everyone || !same || marked) && !visit(block * Names.ROWS + at / Row.WORDS, visitor)) {
                    return;
                }
            }
        }
    }

    private boolean visit(int row, Visitor visitor) {
        Subject old = row < before.users().rows().count() && before.users().present(row)
                ? before.subject(row)
                : Subject.NOBODY;
        Subject now = after.users().present(row) ? after.subject(row) : Subject.NOBODY;
        return (!old.present() && !now.present()) || visitor.visit(after.users().id(row), old, now);
    }

    private void byId(Visitor visitor) {
        boolean goesOn = true;
        Users now = after.users();
        for (int row = 0; goesOn && row < now.rows().count(); row++) {
            goesOn = budget.take(Row.WORDS)
                    && (!now.present(row)
                            || visitor.visit(now.id(row), before.subject(now.id(row)), after.subject(row)));
        }
        Users old = before.users();
        for (int row = 0; goesOn && row < old.rows().count(); row++) {
            goesOn = budget.take(Row.WORDS)
                    && (!old.present(row)
                            || now.contains(old.id(row))
                            || visitor.visit(old.id(row), before.subject(row), Subject.NOBODY));
        }
    }

    /** Marks the shared values of one state that may mean something else in the other. */
    private final class Marks {
        private final boolean[] roles;
        private final boolean[] groups;
        private final boolean[] channels;

        Marks(Facts side) {
            Users users = side.users();
            roles = marks(
                    users.roles(),
                    a -> before.roles() != after.roles() && differs(before.roles(), after.roles(), a.role()));
            boolean spaces = before.workspaces() != after.workspaces();
            boolean memberships = spaces || before.groups() != after.groups();
            Set<GroupId> changed = memberships ? changed() : Set.of();
            groups = marks(users.groups(), g -> !changed.isEmpty() && hasAny(g, changed));
            channels = marks(
                    users.channels(),
                    c -> before.channels() != after.channels()
                            && before.channels().contains(c) != after.channels().contains(c));
        }

        private <T> boolean[] marks(Pool<T> pool, Predicate<T> differs) {
            boolean[] marks = new boolean[pool.size() + 1];
            for (int number = 1; number < marks.length; number++) {
                T value = pool.get(number);
                marks[number] = value != null && differs.test(value);
            }
            return marks;
        }

        private <K, V> boolean differs(Trie<K, V> old, Trie<K, V> now, K key) {
            return !Objects.equals(old.find(key), now.find(key));
        }

        private boolean hasAny(Terms<GroupId> groups, Set<GroupId> changed) {
            budget.take(groups.slots());
            for (int slot = 0; slot < groups.slots(); slot++) {
                GroupId group = groups.key(slot);
                if (group != null && changed.contains(group)) {
                    return true;
                }
            }
            return false;
        }

        private Set<GroupId> changed() {
            Set<GroupId> changed = new HashSet<>();
            BiConsumer<GroupId, Group> add = (id, group) -> {
                budget.take(1);
                if (differs(id)) {
                    changed.add(id);
                }
            };
            before.groups().forEach(add);
            after.groups().forEach(add);
            return changed;
        }

        /** A group that opens all workspaces differs with every workspace added or removed. */
        private boolean differs(GroupId id) {
            Group old = before.groups().find(id);
            Group now = after.groups().find(id);
            boolean opens = old != null || now != null;
            return !Objects.equals(old, now) || (opens && before.workspaces() != after.workspaces());
        }

        boolean none() {
            return none(roles) && none(groups) && none(channels);
        }

        private static boolean none(boolean[] marks) {
            for (boolean mark : marks) {
                if (mark) {
                    return false;
                }
            }
            return true;
        }

        boolean on(long[] block, int at) {
            long standing = block[at];
            return roles[Row.role(standing)] || groups[Row.groups(standing)] || channels[Row.channel(block[at + 1])];
        }
    }
}
