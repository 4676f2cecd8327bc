package dev.mandate.control.group;

import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.state.Tenancy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The workspaces that a group shall open: all, or these. */
public record Openings(boolean all, Set<SpaceId> workspaces) {
    /** The entry also holds the group itself, or its new name. */
    private static final int MOST = Entry.MOST_CHANGES - 2;

    static Openings read(Object value) {
        return switch (value) {
            case String every when every.equals("all") -> new Openings(true, Set.of());
            case List<?> ids when ids.size() <= MOST -> new Openings(false, spaces(ids));
            case List<?> ids -> throw Refusals.malformed("workspaces", "names more than " + MOST + " at once");
            default -> throw Refusals.malformed("workspaces", "must be `\"all\"` or a list of workspace ids");
        };
    }

    private static Set<SpaceId> spaces(List<?> ids) {
        Set<SpaceId> spaces = new HashSet<>();
        for (Object id : ids) {
            if (!(id instanceof String text)) {
                throw Refusals.malformed("workspaces", "must be a list of workspace ids");
            }
            spaces.add(Ids.in("workspaces", text, SpaceId::new));
        }
        return spaces;
    }

    /** What leads from what the group opens now to this. */
    List<Change> changes(CommandState state, GroupId id) {
        Tenancy tenancy = state.view().tenant().tenancy();
        Group group = tenancy.groups().get(id).orElse(null);
        List<Change> changes = new ArrayList<>();
        if (all != (group != null && group.all())) {
            changes.add(all ? new GroupChange.AllOpened(id) : new GroupChange.AllClosed(id));
        }
        if (all) {
            return changes;
        }
        for (SpaceId workspace : workspaces) {
            if (!tenancy.workspaces().contains(workspace)) {
                throw Refusals.malformed("workspaces", "names no workspace of this tenant: `" + workspace + "`");
            }
            if (group == null || !group.workspaces().contains(workspace)) {
                changes.add(new GroupChange.WorkspaceOpened(id, workspace, null));
            }
        }
        if (group != null) {
            group.workspaces().forEach((workspace, term) -> {
                if (!workspaces.contains(workspace)) {
                    changes.add(new GroupChange.WorkspaceClosed(id, workspace));
                }
            });
        }
        if (changes.size() > MOST) {
            throw Refusals.malformed(
                    "workspaces", "would open and close more than " + MOST + " at once: change it in steps");
        }
        return changes;
    }
}
