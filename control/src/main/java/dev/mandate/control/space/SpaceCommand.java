package dev.mandate.control.space;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.id.SpaceId;
import org.jspecify.annotations.Nullable;

/** What managers may ask of spaces. */
public sealed interface SpaceCommand extends ManagementCommand<Done> {
    SpaceKind kind();

    SpaceId space();

    @Override
    default @Nullable Thing target() {
        return Kinds.thing(kind(), space().value());
    }

    /** Makes a space that nobody reaches by name. */
    record CreateSpace(SpaceKind kind, SpaceId space, String name) implements SpaceCommand {
        @Override
        public @Nullable Thing target() {
            return null;
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireTenant();
            Names.requireUnused(state.directory(), Kinds.thing(kind, space.value()), "space", name);
            return ChangeProposal.of(new SpaceChange.SpaceAdded(kind, space, name));
        }
    }

    /** Gives a space another name; does nothing if it has it already. */
    record RenameSpace(SpaceKind kind, SpaceId space, String name) implements SpaceCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Thing thing = Kinds.thing(kind, space.value());
            Listing listing = Names.requireThere(state.directory(), thing, "space");
            if (name.equals(listing.name())) {
                return ChangeProposal.of();
            }
            Names.requireFree(state.directory(), thing, "space", name);
            return ChangeProposal.of(new SpaceChange.SpaceRenamed(kind, space, name));
        }
    }

    /** Removes a space, and with it every group's and binding's way to it. */
    record RemoveSpace(SpaceKind kind, SpaceId space) implements SpaceCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Names.requireThere(state.directory(), Kinds.thing(kind, space.value()), "space");
            return ChangeProposal.of(new SpaceChange.SpaceRemoved(kind, space));
        }
    }
}
