package dev.mandate.control.gateway;

import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.token.secret.GatewayKey;
import java.security.SecureRandom;
import java.util.Set;

/** Makes commands about gateways for scenarios. */
public final class GatewayCommands {
    private GatewayCommands() {}

    public static ManagementCommand<?> add(String id, String name) {
        return new GatewayManagementCommand.AddGateway(id, name, GatewayKey.generate(new SecureRandom()));
    }

    /** @param set ids of the gateways of the setting */
    public static ManagementCommand<?> remove(String id, Set<String> set) {
        return new GatewayManagementCommand.RemoveGateway(id, set);
    }
}
