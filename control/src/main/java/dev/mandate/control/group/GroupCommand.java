package dev.mandate.control.group;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.id.GroupId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What managers may ask of groups. */
public sealed interface GroupCommand extends ManagementCommand<Done> {
    GroupId group();

    @Override
    default @Nullable Thing target() {
        return thing(group());
    }

    static Thing thing(GroupId group) {
        return new Thing(Thing.Kind.GROUP, group.value());
    }

    /** Makes a group without members. */
    record CreateGroup(GroupId group, String name, Openings openings) implements GroupCommand {
        @Override
        public @Nullable Thing target() {
            return null;
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireTenant();
            Names.requireUnused(state.directory(), thing(group), "group", name);
            List<Change> changes = new ArrayList<>();
            changes.add(new GroupChange.GroupAdded(group, name));
            changes.addAll(openings.changes(state, group));
            return ChangeProposal.of(changes);
        }
    }

    /**
     * Changes a group's name or what it opens.
     *
     * @param name null leaves it as it is, and so does the name that it has
     * @param openings null leaves them as they are
     */
    record ChangeGroup(
            GroupId group, @Nullable String name, @Nullable Openings openings) implements GroupCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Listing listing = Names.requireThere(state.directory(), thing(group), "group");
            List<Change> changes = new ArrayList<>();
            if (name != null && !name.equals(listing.name())) {
                Names.requireFree(state.directory(), thing(group), "group", name);
                changes.add(new GroupChange.GroupRenamed(group, name));
            }
            if (openings != null) {
                changes.addAll(openings.changes(state, group));
            }
            return ChangeProposal.of(changes);
        }
    }

    /** Removes a group; its members lose what it opened to them. */
    record RemoveGroup(GroupId group) implements GroupCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Names.requireThere(state.directory(), thing(group), "group");
            return ChangeProposal.of(new GroupChange.GroupRemoved(group));
        }
    }
}
