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
    /** A tenant exists from here on; its own stream says the rest. */
    record TenantListed(TenantId tenant) implements CatalogueChange {
        public TenantListed {
            Objects.requireNonNull(tenant);
        }
    }

    /** An API as its document now says, whole: new actions pending, those that left it retired. */
    record ApiImported(Api api) implements CatalogueChange {
        public ApiImported {
            Objects.requireNonNull(api);
        }
    }

    /**
     * Where the base path of an API comes from at the imports to come.
     *
     * @param basePath stays whatever the document says; empty to follow the document
     */
    record BasePathSet(ApiId api, Optional<String> basePath) implements CatalogueChange {
        public BasePathSet {
            Objects.requireNonNull(api);
            Objects.requireNonNull(basePath);
        }
    }

    /** Pending actions are in force. */
    record ActionsActivated(ApiId api, Set<ActionId> actions) implements CatalogueChange {
        public ActionsActivated {
            Objects.requireNonNull(api);
            actions = Set.copyOf(actions);
        }
    }

    /**
     * The switches of one action are to be carried to another, by an entry of each tenant's log that may come later.
     *
     * @param from retired
     * @param to in force
     */
    record MoveConfirmed(ApiId api, ActionId from, ActionId to) implements CatalogueChange {
        public MoveConfirmed {
            Objects.requireNonNull(api);
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
        }
    }

    /**
     * An action's place in the order of overlapping templates, over that of the document and over later imports.
     *
     * @param precedence the higher goes first; null if the document's counts again
     */
    record PrecedenceSet(
            ApiId api, ActionId action, @Nullable Integer precedence) implements CatalogueChange {
        public PrecedenceSet {
            Objects.requireNonNull(api);
            Objects.requireNonNull(action);
        }
    }

    /** A connector as it now is, whole. */
    record ConnectorDefined(Connector connector) implements CatalogueChange {
        public ConnectorDefined {
            Objects.requireNonNull(connector);
        }
    }

    /** A connector is no longer offered. */
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
     * The public half of a signing key.
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
     * Every node of the installation reads this format of the log, so its changes may be written from here on.
     *
     * @param format from 2; the first needs no raising
     */
    record LogFormatRaised(int format) implements CatalogueChange {
        public LogFormatRaised {
            if (format < 2) {
                throw new IllegalArgumentException("log format `" + format + "` must be at least 2");
            }
        }
    }

    /** A gateway may connect; SHA-256 of its key is kept outside of the log. */
    record GatewayAdded(String gateway, String name) implements CatalogueChange {
        public GatewayAdded {
            Objects.requireNonNull(gateway);
            Objects.requireNonNull(name);
        }
    }

    /** The gateway is removed; its key is refused. */
    record GatewayRemoved(String gateway) implements CatalogueChange {
        public GatewayRemoved {
            Objects.requireNonNull(gateway);
        }
    }

    /**
     * The public half of a key that signs identities, with the gateway that registered it.
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

    /** Nothing that the key signed is accepted any more. */
    record KeyRetired(String kid) implements CatalogueChange {
        public KeyRetired {
            Objects.requireNonNull(kid);
        }
    }
}
