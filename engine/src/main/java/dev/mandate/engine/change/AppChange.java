package dev.mandate.engine.change;

import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes to registered apps. */
public sealed interface AppChange extends Change {
    /** An app is registered, active, without a credential. */
    record AppAdded(AppId app, String name, String description, GrantType grantType, Set<ManagementScope> scopes)
            implements AppChange {
        public AppAdded {
            Objects.requireNonNull(app);
            Objects.requireNonNull(name);
            Objects.requireNonNull(description);
            Objects.requireNonNull(grantType);
            scopes = Set.copyOf(scopes);
        }
    }

    /** An app is called and described otherwise. */
    record AppDescribed(AppId app, String name, String description) implements AppChange {
        public AppDescribed {
            Objects.requireNonNull(app);
            Objects.requireNonNull(name);
            Objects.requireNonNull(description);
        }
    }

    /** What an app may do in management, whole. */
    record AppScopesSet(AppId app, Set<ManagementScope> scopes) implements AppChange {
        public AppScopesSet {
            Objects.requireNonNull(app);
            scopes = Set.copyOf(scopes);
        }
    }

    /** The connectors that an app implements, with the modules that it uses of each, whole. */
    record AppConnectorsSet(AppId app, Map<String, Set<String>> connectors) implements AppChange {
        public AppConnectorsSet {
            Objects.requireNonNull(app);
            connectors = connectors.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        }
    }

    /** The methods by which an app may authenticate at the token endpoint, at least one, whole. */
    record AppAuthenticationMethodsSet(AppId app, Set<AuthenticationMethod> methods) implements AppChange {
        public AppAuthenticationMethodsSet {
            Objects.requireNonNull(app);
            methods = Set.copyOf(methods);
            if (methods.isEmpty()) {
                throw new IllegalArgumentException("an app has at least one authentication method");
            }
        }
    }

    /** An app is gone, with its credentials. */
    record AppRemoved(AppId app) implements AppChange {
        public AppRemoved {
            Objects.requireNonNull(app);
        }
    }

    /** An app takes no part, and no token issued to it until then is accepted again. */
    record AppDisabled(AppId app) implements AppChange {
        public AppDisabled {
            Objects.requireNonNull(app);
        }
    }

    /** An app takes part again; earlier tokens stay dead. */
    record AppEnabled(AppId app) implements AppChange {
        public AppEnabled {
            Objects.requireNonNull(app);
        }
    }

    /** An Owner disabled the app, so only an Owner enables it again; the next {@link AppEnabled} ends this. */
    record AppEnablingReserved(AppId app) implements AppChange {
        public AppEnablingReserved {
            Objects.requireNonNull(app);
        }
    }

    /** The one user that a client-credentials app acts for; tokens for another are dead. */
    record OnBehalfOfSet(AppId app, UserId user) implements AppChange {
        public OnBehalfOfSet {
            Objects.requireNonNull(app);
            Objects.requireNonNull(user);
        }
    }
}
