package dev.mandate.control.app;

import dev.mandate.control.connector.AppConnectors;
import dev.mandate.control.directory.AppSettings;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an app in a request body, without its name, user and scopes.
 *
 * @param connectors that it implements, with the modules that it uses; null leaves them as they are
 * @param authenticationMethods that its token requests may use; null leaves them as they are
 */
public record AppDetails(
        @Nullable Map<String, @Nullable List<@Nullable String>> connectors,
        @Nullable List<@Nullable String> authenticationMethods) {
    /** The changes that make it so; none if it is so already. */
    List<Change> changes(CommandState state, AppId app) {
        AppSettings now = state.directory().settings(app);
        List<Change> changes = new ArrayList<>();
        if (connectors != null) {
            Map<String, Set<String>> wanted = AppConnectors.read(state, connectors);
            if (!wanted.equals(now.connectors())) {
                changes.add(new AppChange.AppConnectorsSet(app, wanted));
            }
        }
        if (authenticationMethods != null) {
            Set<AuthenticationMethod> wanted = AuthenticationMethods.read(authenticationMethods);
            if (!wanted.equals(now.authenticationMethods())) {
                changes.add(new AppChange.AppAuthenticationMethodsSet(app, wanted));
            }
        }
        return changes;
    }
}
