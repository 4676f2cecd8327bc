package dev.mandate.control.gateway;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.key.IdentityKeys;
import dev.mandate.control.token.secret.GatewayKey;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What operators may ask of gateways. */
sealed interface GatewayManagementCommand extends ManagementCommand<Done> {
    String id();

    static Thing thing(String id) {
        return new Thing(Thing.Kind.GATEWAY, id);
    }

    /** Lets another gateway connect, with this key. */
    record AddGateway(String id, String name, GatewayKey key) implements GatewayManagementCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            Names.requireUnused(state.directory(), thing(id), "gateway", name);
            return ChangeProposal.of(List.of(new CatalogueChange.GatewayAdded(id, name)), GatewayKeys.keep(id, key));
        }
    }

    /**
     * Removes a gateway, and with it every key that it registered, in one entry.
     *
     * @param set ids of the gateways of {@code MANDATE_GATEWAY_KEYS}, which are removed there
     */
    record RemoveGateway(String id, Set<String> set) implements GatewayManagementCommand {
        @Override
        public Thing target() {
            return thing(id);
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            if (set.contains(id)) {
                throw Refusal.of(
                        ProblemCode.GATEWAY_OF_SETTING,
                        "gateway `" + id + "` is of the setting `MANDATE_GATEWAY_KEYS`: remove its key there and"
                                + " restart the control plane");
            }
            Names.requireThere(state.platform(), thing(id), "gateway");
            List<Change> changes = new ArrayList<>(List.of(new CatalogueChange.GatewayRemoved(id)));
            IdentityKeys.of(state, id).forEach(kid -> changes.add(new CatalogueChange.KeyRetired(kid)));
            return ChangeProposal.of(changes, GatewayKeys.forget(id));
        }
    }
}
