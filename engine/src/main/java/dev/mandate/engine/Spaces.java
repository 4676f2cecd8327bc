package dev.mandate.engine;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.state.Group;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.Term;
import dev.mandate.engine.state.Terms;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which spaces a user reaches: workspaces through groups, sales channels through the binding. */
final class Spaces {
    private Spaces() {}

    static boolean reaches(Tenancy tenancy, Subject subject, SpaceKind kind, SpaceId space, Instant now) {
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

    static Reach reach(Tenancy tenancy, Subject subject, SpaceKind kind, Instant now) {
        return switch (kind) {
            case WORKSPACE -> workspaces(tenancy, subject, now);
            case SALES_CHANNEL -> channels(subject);
        };
    }

    private static Reach workspaces(Tenancy tenancy, Subject subject, Instant now) {
        Set<SpaceId> open = new HashSet<>();
        Terms<GroupId> groups = subject.groups();
        for (int slot = 0; slot < groups.slots(); slot++) {
            Group group = group(tenancy, groups, slot, now);
            if (group != null && group.all()) {
                return new Reach.All();
            }
            if (group != null) {
                addOpened(tenancy, group, now, open);
            }
        }
        return new Reach.Some(open);
    }

    private static void addOpened(Tenancy tenancy, Group group, Instant now, Set<SpaceId> open) {
        group.workspaces().forEach((space, term) -> {
            if (term.holds(now) && tenancy.workspaces().contains(space)) {
                open.add(space);
            }
        });
    }

    private static Reach channels(Subject subject) {
        SpaceId channel = subject.channel();
        return new Reach.Some(channel == null ? Set.of() : Set.of(channel));
    }
}
