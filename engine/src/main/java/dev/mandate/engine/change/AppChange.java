package dev.mandate.engine.change;

import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes to registered apps. */
public sealed interface AppChange extends Change {
    /**
     * Registers an active app without a credential.
     *
     * @param grantTypes how the app may obtain tokens; at least one
     */
    record AppAdded(AppId app, String name, String description, Set<GrantType> grantTypes, Set<ManagementScope> scopes)
            implements AppChange {
        public AppAdded {
            Objects.requireNonNull(app);
            Objects.requireNonNull(name);
            Objects.requireNonNull(description);
            grantTypes = Set.copyOf(grantTypes);
            scopes = Set.copyOf(scopes);
            if (grantTypes.isEmpty()) {
                throw new IllegalArgumentException("an app has at least one grant type");
            }
        }
    }

    /** Sets the name and description of an app. */
    record AppDescribed(AppId app, String name, String description) implements AppChange {
        public AppDescribed {
            Objects.requireNonNull(app);
            Objects.requireNonNull(name);
            Objects.requireNonNull(description);
        }
    }

    /** Replaces the management scopes of an app. */
    record AppScopesSet(AppId app, Set<ManagementScope> scopes) implements AppChange {
        public AppScopesSet {
            Objects.requireNonNull(app);
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * Replaces the connectors that an app implements.
     *
     * @param connectors by connector id, the modules that the app uses of it
     */
    record AppConnectorsSet(AppId app, Map<String, Set<String>> connectors) implements AppChange {
        public AppConnectorsSet {
            Objects.requireNonNull(app);
            connectors = connectors.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        }
    }

    /** Replaces the methods by which an app may authenticate at the token endpoint; at least one. */
    record AppAuthenticationMethodsSet(AppId app, Set<AuthenticationMethod> methods) implements AppChange {
        public AppAuthenticationMethodsSet {
            Objects.requireNonNull(app);
            methods = Set.copyOf(methods);
            if (methods.isEmpty()) {
                throw new IllegalArgumentException("an app has at least one authentication method");
            }
        }
    }

    /** Removes an app with its credentials. */
    record AppRemoved(AppId app) implements AppChange {
        public AppRemoved {
            Objects.requireNonNull(app);
        }
    }

    /** Disables an app and revokes every token issued to it so far. */
    record AppDisabled(AppId app) implements AppChange {
        public AppDisabled {
            Objects.requireNonNull(app);
        }
    }

    /** Enables an app; tokens issued before stay revoked. */
    record AppEnabled(AppId app) implements AppChange {
        public AppEnabled {
            Objects.requireNonNull(app);
        }
    }

    /** Only an Owner may enable the app again, because an Owner disabled it; the next {@link AppEnabled} lifts this. */
    record AppEnablingReserved(AppId app) implements AppChange {
        public AppEnablingReserved {
            Objects.requireNonNull(app);
        }
    }

    /** Sets the one user for whom a client-credentials app acts; tokens for another user are revoked. */
    record OnBehalfOfSet(AppId app, UserId user) implements AppChange {
        public OnBehalfOfSet {
            Objects.requireNonNull(app);
            Objects.requireNonNull(user);
        }
    }
}
