package dev.mandate.engine.change;

import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of the platform's own stream. */
public sealed interface CatalogueChange extends Change {
    /** Creates a tenant; all other facts about it are in the tenant's own stream. */
    record TenantListed(TenantId tenant) implements CatalogueChange {
        public TenantListed {
            Objects.requireNonNull(tenant);
        }
    }

    /** Replaces an API by its newly imported document: new actions are pending, removed ones retired. */
    record ApiImported(Api api) implements CatalogueChange {
        public ApiImported {
            Objects.requireNonNull(api);
        }
    }

    /**
     * Sets where later imports of an API take its base path from.
     *
     * @param basePath overrides the document's; empty to use the document's
     */
    record BasePathSet(ApiId api, Optional<String> basePath) implements CatalogueChange {
        public BasePathSet {
            Objects.requireNonNull(api);
            Objects.requireNonNull(basePath);
        }
    }

    /** Activates pending actions. */
    record ActionsActivated(ApiId api, Set<ActionId> actions) implements CatalogueChange {
        public ActionsActivated {
            Objects.requireNonNull(api);
            actions = Set.copyOf(actions);
        }
    }

    /**
     * Confirms that the switches of one action move to another. A separate entry in each tenant's log carries them
     * over, possibly later.
     *
     * @param from the retired action
     * @param to the active action
     */
    record MoveConfirmed(ApiId api, ActionId from, ActionId to) implements CatalogueChange {
        public MoveConfirmed {
            Objects.requireNonNull(api);
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
        }
    }

    /**
     * Sets the precedence of an action among overlapping templates. Overrides the document, also at later imports.
     *
     * @param precedence the higher one wins; null to use the document's again
     */
    record PrecedenceSet(
            ApiId api, ActionId action, @Nullable Integer precedence) implements CatalogueChange {
        public PrecedenceSet {
            Objects.requireNonNull(api);
            Objects.requireNonNull(action);
        }
    }

    /** Defines a connector, or replaces its definition. */
    record ConnectorDefined(Connector connector) implements CatalogueChange {
        public ConnectorDefined {
            Objects.requireNonNull(connector);
        }
    }

    /** Removes a connector. */
    record ConnectorRemoved(String connector) implements CatalogueChange {
        public ConnectorRemoved {
            Objects.requireNonNull(connector);
        }
    }

    /** What a published key signs. */
    enum KeyUse {
        /** Access tokens, by the control plane. */
        TOKEN,
        /** The identity that a gateway sends upstream. */
        IDENTITY
    }

    /**
     * Publishes the public half of a signing key.
     *
     * @param jwk one public key as a JSON object (RFC 7517)
     */
    record KeyPublished(String kid, KeyUse use, String jwk) implements CatalogueChange {
        public KeyPublished {
            Objects.requireNonNull(kid);
            Objects.requireNonNull(use);
            Objects.requireNonNull(jwk);
        }
    }

    /**
     * Raises the log's format: every node of the installation can read it, so its changes may be written from here on.
     *
     * @param format at least 2; a log begins with format 1
     */
    record LogFormatRaised(int format) implements CatalogueChange {
        public LogFormatRaised {
            if (format < 2) {
                throw new IllegalArgumentException("log format `" + format + "` must be at least 2");
            }
        }
    }

    /** Lets a gateway connect. The SHA-256 of its key is stored outside the log. */
    record GatewayAdded(String gateway, String name) implements CatalogueChange {
        public GatewayAdded {
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(name);
        }
    }

    /** Removes a gateway; its key is refused. */
    record GatewayRemoved(String gateway) implements CatalogueChange {
        public GatewayRemoved {
            Objects.requireNonNull(gateway);
        }
    }

    /**
     * Publishes the public half of an identity signing key, with the gateway that registered it.
     *
     * @param gateway the gateway's id. For a gateway from the setting, the id is derived from its key's digest
     * @param jwk one public key as a JSON object (RFC 7517)
     */
    record IdentityKeyPublished(String kid, String gateway, String jwk) implements CatalogueChange {
        public IdentityKeyPublished {
            Objects.requireNonNull(kid);
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(jwk);
        }
    }

    /** Retires a key; no signature made with it is accepted. */
    record KeyRetired(String kid) implements CatalogueChange {
        public KeyRetired {
            Objects.requireNonNull(kid);
        }
    }
}
