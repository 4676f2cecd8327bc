package dev.mandate.control.audit;

import dev.mandate.control.api.command.ManagementCommand;

/** Makes commands about the log itself for scenarios. */
public final class LogCommands {
    private LogCommands() {}

    public static ManagementCommand<?> raiseFormat(int format) {
        return new RaiseLogFormat(format);
    }
}
