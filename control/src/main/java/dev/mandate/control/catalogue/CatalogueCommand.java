package dev.mandate.control.catalogue;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Carrying;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.imports.BuiltInApi;
import dev.mandate.control.catalogue.imports.Foreseen;
import dev.mandate.control.catalogue.imports.Import;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** What operators may ask of APIs, and tenants of those that they use. */
public sealed interface CatalogueCommand<R> extends ManagementCommand<R> {
    static Thing thing(ApiId api) {
        return new Thing(Thing.Kind.API, api.value());
    }

    /**
     * What an import did.
     *
     * @param changed false if the document says what is in force already
     */
    record Imported(Import made, boolean changed) {}

    /** Imports a document, which may bring actions, change or retire them. */
    record ImportApi(Import.Source source, Foreseen foreseen, boolean mayRetire) implements CatalogueCommand<Imported> {
        @Override
        public Thing target() {
            return thing(source.id());
        }

        @Override
        public ChangeProposal<Imported> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            Import made = foreseen.on(state, source);
            if (made.mustBeAllowed() && !mayRetire) {
                throw ImportedView.wouldRetire(made, foreseen.affected());
            }
            List<Change> changes = made.changes(state, source);
            return ChangeProposal.of(changes, new Imported(made, !changes.isEmpty()));
        }
    }

    /** Puts pending actions in force, and confirms moves. */
    record ActivateActions(ApiId api, Activation.Wanted wanted) implements CatalogueCommand<Activation> {
        @Override
        public Thing target() {
            return thing(api);
        }

        @Override
        public ChangeProposal<Activation> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            BuiltInApi.requireOther(api);
            Activation activation = Activation.of(state, Actions.require(state, api), wanted);
            return ChangeProposal.of(activation.changes(api), activation);
        }
    }

    /**
     * Carries the switches of confirmed moves in one tenant's stream, as many as one entry holds; the result is whether there may
     * be more.
     *
     * @param moves as they are confirmed at a state
     */
    record CarryMoves(Function<CommandState, List<Move>> moves) implements CatalogueCommand<Boolean> {
        @Override
        public ChangeProposal<Boolean> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            List<PermissionSet> changes = new Carrying(state.view(), manager.now()).changes(moves.apply(state));
            return ChangeProposal.of(changes, !changes.isEmpty());
        }
    }

    /**
     * Sets the precedence of actions whose templates overlap.
     *
     * @param precedences by action key; empty leaves it to the document again
     */
    record SetPrecedences(ApiId api, SequencedMap<String, Optional<Integer>> precedences)
            implements CatalogueCommand<Ordering> {
        @Override
        public Thing target() {
            return thing(api);
        }

        @Override
        public ChangeProposal<Ordering> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            BuiltInApi.requireOther(api);
            Ordering ordering = Ordering.of(state, Actions.require(state, api), precedences);
            return ChangeProposal.of(ordering.changes(), ordering);
        }
    }

    /** Enables or disables an API for a tenant's vendors; does nothing if it is so already. */
    record EnableApi(TenantId tenant, ApiId api, boolean enabled) implements CatalogueCommand<Done> {
        @Override
        public Thing target() {
            return new Thing(Thing.Kind.TENANT, tenant.value());
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireTenant();
            Actions.require(state, api);
            if (state.view().tenant().tenancy().apis().contains(api) == enabled) {
                return ChangeProposal.of();
            }
            return ChangeProposal.of(enabled ? new TenantChange.ApiEnabled(api) : new TenantChange.ApiDisabled(api));
        }
    }
}
