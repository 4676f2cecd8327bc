package dev.mandate.control.directory;

import dev.mandate.engine.app.AuthenticationMethod;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an app was registered with that decisions do not ask for.
 *
 * @param connectors that it implements, each with the modules that it uses, by names that were in force when they were set
 * @param authenticationMethods that its token requests may use
 */
public record AppSettings(Map<String, Set<String>> connectors, Set<AuthenticationMethod> authenticationMethods) {
    /** No connector, and every authentication method: what an app has until it says otherwise. */
    public static final AppSettings DEFAULT = new AppSettings(Map.of(), EnumSet.allOf(AuthenticationMethod.class));

    public AppSettings {
        connectors = connectors.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        authenticationMethods = Set.copyOf(authenticationMethods);
    }

    AppSettings connected(Map<String, Set<String>> others) {
        return new AppSettings(others, authenticationMethods);
    }

    AppSettings authenticating(Set<AuthenticationMethod> others) {
        return new AppSettings(connectors, others);
    }
}
