package dev.mandate.control.key;

import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.token.key.PureTokenKeys;

/** Makes commands about published keys for scenarios. */
public final class KeyCommands {
    private KeyCommands() {}

    public static ManagementCommand<?> retire(String kid) {
        return new KeyCommand.RetireKey(PureTokenKeys.make(), kid);
    }
}
