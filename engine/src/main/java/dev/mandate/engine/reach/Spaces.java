package dev.mandate.engine.reach;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which spaces a user reaches: workspaces through groups, sales channels through the binding. */
public final class Spaces {
    private Spaces() {}

    public static boolean reaches(Tenancy tenancy, Subject subject, SpaceKind kind, SpaceId space, Instant now) {
        return switch (kind) {
            case WORKSPACE -> tenancy.workspaces().contains(space) && opened(tenancy, subject, space, now);
            case SALES_CHANNEL -> space.equals(subject.channel());
        };
    }

    private static boolean opened(Tenancy tenancy, Subject subject, SpaceId workspace, Instant now) {
        Terms<GroupId> groups = subject.groups();
        for (int slot = 0; slot < groups.slots(); slot++) {
            Group group = group(tenancy, groups, slot, now);
            if (group != null && opens(group, workspace, now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the group of the membership in this slot; null if the membership has expired or the group was removed.
     */
    private static @Nullable Group group(Tenancy tenancy, Terms<GroupId> groups, int slot, Instant now) {
        GroupId id = groups.key(slot);
        return id != null && groups.term(slot).holds(now) ? tenancy.groups().find(id) : null;
    }

    private static boolean opens(Group group, SpaceId workspace, Instant now) {
        if (group.all()) {
            return true;
        }
        Term term = group.workspaces().find(workspace);
        return term != null && term.holds(now);
    }

    /** The terms that hold at one moment, and the first end among them. For one thread. */
    static final class Holding {
        private final Instant now;
        private Term first = Term.OPEN;

        Holding(Instant now) {
            this.now = now;
        }

        /** Returns whether the term holds; remembers its end if it does. */
        boolean holds(Term term) {
            boolean holds = term.holds(now);
            Instant until = term.until();
            if (holds && until != null && first.holds(until)) {
                first = term;
            }
            return holds;
        }

        /** Returns the term that ends first; one without an end if none ends. */
        Term first() {
            return first;
        }
    }

    public static Reach reach(Tenancy tenancy, Subject subject, SpaceKind kind, Instant now) {
        return reach(tenancy, subject, kind, new Holding(now));
    }

    /** Returns the spaces of one kind that a user reaches while the terms hold. */
    static Reach reach(Tenancy tenancy, Subject subject, SpaceKind kind, Holding terms) {
        return switch (kind) {
            case WORKSPACE -> workspaces(tenancy, subject, terms);
            case SALES_CHANNEL -> channels(subject);
        };
    }

    private static Reach workspaces(Tenancy tenancy, Subject subject, Holding terms) {
        Set<SpaceId> open = new HashSet<>();
        Terms<GroupId> groups = subject.groups();
        for (int slot = 0; slot < groups.slots(); slot++) {
            GroupId id = groups.key(slot);
            Group group = id != null && terms.holds(groups.term(slot))
                    ? tenancy.groups().find(id)
                    : null;
            if (group != null && group.all()) {
                return new Reach.All();
            }
            if (group != null) {
                addOpened(tenancy, group, terms, open);
            }
        }
        return new Reach.Some(open);
    }

    /** Returns the workspaces that a group opens to its members; none if the group does not exist. */
    public static Reach opened(Tenancy tenancy, GroupId id, Instant now) {
        Group group = tenancy.groups().find(id);
        Set<SpaceId> open = new HashSet<>();
        if (group != null && !group.all()) {
            addOpened(tenancy, group, new Holding(now), open);
        }
        return group != null && group.all() ? new Reach.All() : new Reach.Some(open);
    }

    private static void addOpened(Tenancy tenancy, Group group, Holding terms, Set<SpaceId> open) {
        group.workspaces().forEach((space, term) -> {
            if (terms.holds(term) && tenancy.workspaces().contains(space)) {
                open.add(space);
            }
        });
    }

    private static Reach channels(Subject subject) {
        SpaceId channel = subject.channel();
        return new Reach.Some(channel == null ? Set.of() : Set.of(channel));
    }
}
