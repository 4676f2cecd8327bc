package dev.mandate.control.group;

import dev.mandate.control.api.command.Names;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.state.Tenancy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A group as it is shown.
 *
 * @param workspaces {@code "all"} or a list of ids
 */
record GroupView(String id, String name, Object workspaces, String created, String changed) {
    static GroupView of(CommandState state, GroupId id) {
        Listing listing = Names.requireThere(state.directory(), new Thing(Thing.Kind.GROUP, id.value()), "group");
        Tenancy tenancy = state.view().tenant().tenancy();
        Group group = tenancy.groups().get(id).orElseThrow();
        return new GroupView(
                id.value(),
                listing.name(),
                group.all() ? "all" : listed(tenancy, group),
                listing.created().toString(),
                listing.changed().toString());
    }

    private static List<String> listed(Tenancy tenancy, Group group) {
        List<String> ids = new ArrayList<>();
        group.workspaces().forEach((workspace, term) -> {
            if (tenancy.workspaces().contains(workspace)) {
                ids.add(workspace.value());
            }
        });
        Collections.sort(ids);
        return ids;
    }
}
