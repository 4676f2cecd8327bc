package dev.mandate.control.connector;

import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.engine.scenario.ScenarioForm;

/** Makes commands about connectors for scenarios, from what a body writes. */
public final class ConnectorCommands {
    private ConnectorCommands() {}

    public static ManagementCommand<?> define(Object form) {
        return new ConnectorCommand.DefineConnector(
                ScenarioForm.read(ConnectorForm.class, form).definition());
    }
}
