package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import java.util.HashMap;
import java.util.Map;

/** The platform's part of a {@link Draft}. */
final class CatalogueDraft {
    private Catalogue catalogue;
    private final long revision;

    CatalogueDraft(Catalogue catalogue, long revision) {
        this.catalogue = catalogue;
        this.revision = revision;
    }

    void take(CatalogueChange change) {
        catalogue = switch (change) {
            case CatalogueChange.TenantListed c -> catalogue.withTenant(c.tenant());
            case CatalogueChange.ApiImported c -> catalogue.withApi(c.api(), revision);
            case CatalogueChange.ActionsActivated c -> activated(c);
            case CatalogueChange.BasePathSet c -> catalogue;
            case CatalogueChange.KeyPublished c -> published(c.kid(), new PublishedKey(c.use(), c.jwk()));
            case CatalogueChange.IdentityKeyPublished c ->
                published(c.kid(), new PublishedKey(KeyUse.IDENTITY, c.jwk()));
            case CatalogueChange.GatewayAdded c -> catalogue;
            case CatalogueChange.GatewayRemoved c -> catalogue;
            case CatalogueChange.PrecedenceSet c -> catalogue.withPrecedence(c.action(), c.precedence());
            case CatalogueChange.KeyRetired c -> retired(c);
            case CatalogueChange.LogFormatRaised c -> catalogue.withFormat(c.format());
            case CatalogueChange.ConnectorDefined c -> catalogue;
            case CatalogueChange.ConnectorRemoved c -> catalogue;
        };
    }

    private Catalogue activated(CatalogueChange.ActionsActivated change) {
        Api api = catalogue.apis().get(change.api());
        return api == null ? catalogue : catalogue.withApi(api.activated(change.actions()), revision);
    }

    private Catalogue published(String kid, PublishedKey key) {
        Map<String, PublishedKey> keys = new HashMap<>(catalogue.keys());
        keys.put(kid, key);
        return catalogue.withKeys(keys);
    }

    private Catalogue retired(CatalogueChange.KeyRetired change) {
        Map<String, PublishedKey> keys = new HashMap<>(catalogue.keys());
        keys.remove(change.kid());
        return catalogue.withKeys(keys);
    }

    Catalogue finished() {
        return catalogue;
    }
}
