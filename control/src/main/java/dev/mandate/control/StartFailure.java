package dev.mandate.control;

import dev.mandate.control.postgres.DatabaseFailure;
import java.net.BindException;
import java.util.Map;
import org.springframework.boot.web.server.PortInUseException;

/** Names the setting that keeps the web server from listening. */
final class StartFailure {
    private StartFailure() {}

    /** The failure itself, unless there is more to say. */
    static RuntimeException told(RuntimeException failed, Map<String, Object> properties) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFailure) {
                return failed;
            }
            if (cause instanceof PortInUseException taken) {
                return new ControlSettingException("port `" + taken.getPort()
                        + "` of the control plane is taken: free it, or set " + which(taken.getPort(), properties));
            }
            if (cause instanceof BindException) {
                return new ControlSettingException("`" + properties.get("server.address") + "` or `"
                        + properties.get("management.server.address")
                        + "` is no address of this machine: set `MANDATE_CONTROL_HOST` and `MANDATE_CONTROL_MANAGEMENT_HOST`"
                        + " to ones that are");
            }
        }
        return failed;
    }

    private static String which(int port, Map<String, Object> properties) {
        boolean management = String.valueOf(port).equals(String.valueOf(properties.get("management.server.port")));
        return "`MANDATE_CONTROL_" + (management ? "MANAGEMENT_PORT" : "PORT") + "`";
    }
}
