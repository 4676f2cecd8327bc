package dev.mandate.control.tenant;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.token.secret.AppRegistry;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.id.TenantId;
import java.util.List;

/** What operators may ask of tenants. */
public sealed interface TenantManagementCommand<R> extends ManagementCommand<R> {
    static Thing thing(TenantId tenant) {
        return new Thing(Thing.Kind.TENANT, tenant.value());
    }

    /**
     * Lists a tenant, in the platform's stream; does nothing if it is listed. INVARIANT: all that could refuse the tenant's first
     * entry is asked here, so that a refused creation leaves no listed tenant.
     *
     * @param chosenApp whether the caller chose the id of the app that manages, which another tenant may have
     */
    record ListTenant(TenantStart.Wanted wanted, boolean chosenApp) implements TenantManagementCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            Thing thing = thing(wanted.tenant());
            Names.requireDistinct(state.platform(), thing, "tenant");
            List<CatalogueChange> changes = state.platform().everUsed(thing)
                    ? List.of()
                    : List.of(new CatalogueChange.TenantListed(wanted.tenant()));
            return chosenApp
                    ? ChangeProposal.of(changes, AppRegistry.takeForFirst(wanted.app(), wanted.tenant()))
                    : ChangeProposal.of(changes);
        }
    }

    /** Writes a listed tenant's first entry. */
    record BeginTenant(TenantStart.Wanted wanted) implements TenantManagementCommand<TenantStart.Started> {
        @Override
        public ChangeProposal<TenantStart.Started> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            if (state.directory().revision() > 0) {
                throw Refusals.idTaken("tenant", wanted.tenant().value());
            }
            return TenantStart.propose(state, wanted);
        }
    }

    /** Suspends or activates a tenant; does nothing if it is so already. */
    record SetStatus(TenantId tenant, TenantStatus status) implements TenantManagementCommand<Done> {
        @Override
        public Thing target() {
            return thing(tenant);
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            requireBegun(state, manager);
            boolean already = state.view().tenant().tenancy().status() == status;
            return already ? ChangeProposal.of() : ChangeProposal.of(new TenantChange.StatusSet(status));
        }
    }

    /** Gives a tenant that nobody can administer a new Owner, with an app that manages. */
    record RecoverTenant(NewOwner.Wanted owner) implements TenantManagementCommand<FirstOperator.Keys> {
        @Override
        public void requireRight(CommandState state, Manager manager) {
            requireBegun(state, manager);
            manager.requireOwner("recover a tenant");
        }

        @Override
        public ChangeProposal<FirstOperator.Keys> propose(CommandState state, Manager manager) {
            Names.requireUnused(
                    state.directory(), new Thing(Thing.Kind.USER, owner.user().value()), "user");
            return NewOwner.propose(state, owner);
        }
    }

    /** Refuses anyone but an operator, and a tenant without a first entry: its creation is not complete. */
    static void requireBegun(CommandState state, Manager manager) {
        manager.requireOperator();
        if (state.directory().revision() == 0) {
            throw Refusals.unknown("tenant", state.directory().stream().value());
        }
    }
}
