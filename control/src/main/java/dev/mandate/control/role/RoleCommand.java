package dev.mandate.control.role;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.id.RoleId;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What managers may ask of user roles. The built-in ones are neither made, renamed nor removed. */
public sealed interface RoleCommand extends ManagementCommand<Done> {
    RoleId role();

    @Override
    default @Nullable Thing target() {
        return thing(role());
    }

    static Thing thing(RoleId role) {
        return new Thing(Thing.Kind.ROLE, role.value());
    }

    /** Makes a role without any permission. */
    record CreateRole(RoleId role, String name) implements RoleCommand {
        @Override
        public @Nullable Thing target() {
            return null;
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            if (RoleView.isBuiltIn(role)) {
                throw Refusals.idTaken("role", role.value());
            }
            Names.requireUnlike(RoleView.BUILT_IN, "role", name);
            Names.requireUnused(state.directory(), thing(role), "role", name);
            return ChangeProposal.of(new RoleChange.RoleAdded(role, name));
        }
    }

    /** Gives a role another name; does nothing if it has it already. */
    record RenameRole(RoleId role, String name) implements RoleCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            if (requireCustom(state, role).name().equals(name)) {
                return ChangeProposal.of();
            }
            Names.requireUnlike(RoleView.BUILT_IN, "role", name);
            Names.requireFree(state.directory(), thing(role), "role", name);
            return ChangeProposal.of(new RoleChange.RoleRenamed(role, name));
        }
    }

    /** Removes a role; its users are left without one. */
    record RemoveRole(RoleId role) implements RoleCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            requireCustom(state, role);
            return ChangeProposal.of(new RoleChange.RoleRemoved(role));
        }
    }

    /**
     * Sets a role's permissions for some actions; the others stay as they are.
     *
     * @param permissions by action key, such as {@code GET /v1/things/{id}}
     */
    record SetRolePermissions(RoleId role, Map<String, Permission> permissions) implements RoleCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireTenant();
            RoleSwitches held = RoleSwitches.of(state, role, manager.now());
            if (role.equals(RoleId.OWNER)) {
                manager.requireOwner("change the permissions of owners");
            }
            return ChangeProposal.of(held.changes(permissions));
        }
    }

    private static Listing requireCustom(CommandState state, RoleId role) {
        if (role.builtIn()) {
            throw Refusal.of(
                    ProblemCode.BUILT_IN, "role `" + role + "` is built in: only its permissions can be changed");
        }
        return Names.requireThere(state.directory(), thing(role), "role");
    }
}
