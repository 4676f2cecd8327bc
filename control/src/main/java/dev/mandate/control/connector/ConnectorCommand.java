package dev.mandate.control.connector;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.change.CatalogueChange;
import java.util.Optional;

/** What operators may ask of connectors. */
public sealed interface ConnectorCommand extends ManagementCommand<Done> {
    String id();

    @Override
    default Thing target() {
        return thing(id());
    }

    static Thing thing(String id) {
        return new Thing(Thing.Kind.CONNECTOR, id);
    }

    static Optional<Connector> find(CommandState state, String id) {
        return Optional.ofNullable(state.platform().connectors().get(id));
    }

    /** Defines a connector whole, a new one or in place of the one that there is; does nothing if it is the same. */
    record DefineConnector(ConnectorDefinition definition) implements ConnectorCommand {
        @Override
        public String id() {
            return definition.id();
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            Names.requireDistinct(state.platform(), target(), "connector");
            Connector connector = definition.on(state);
            Names.requireFree(state.directory(), target(), "connector", connector.name());
            boolean same = find(state, id()).filter(connector::equals).isPresent();
            return same ? ChangeProposal.of() : ChangeProposal.of(new CatalogueChange.ConnectorDefined(connector));
        }
    }

    /** Removes a connector. */
    record RemoveConnector(String id) implements ConnectorCommand {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            if (find(state, id).isEmpty()) {
                throw Refusals.unknown("connector", id);
            }
            return ChangeProposal.of(new CatalogueChange.ConnectorRemoved(id));
        }
    }
}
