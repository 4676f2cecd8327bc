package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import dev.mandate.engine.trie.Trie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a {@link Draft} that folds the platform's catalogue. */
final class CatalogueDraft {
    private final Catalogue before;
    private final long revision;
    private Trie<TenantId, Boolean> tenants;
    private int format;
    private @Nullable Map<String, PublishedKey> keys;
    private @Nullable Map<ApiId, Api> apis;
    private @Nullable Map<ActionId, Long> revivals;
    private @Nullable Map<ActionId, Integer> precedences;

    CatalogueDraft(Catalogue before, long revision) {
        this.before = before;
        this.revision = revision;
        this.tenants = before.tenants();
        this.format = before.format();
    }

    void take(CatalogueChange change) {
        switch (change) {
            case CatalogueChange.TenantListed c -> tenants = tenants.with(c.tenant(), true);
            case CatalogueChange.ApiImported c -> put(c.api());
            case CatalogueChange.ActionsActivated c -> activate(c);
            case CatalogueChange.KeyPublished c -> keys().put(c.kid(), new PublishedKey(c.use(), c.jwk()));
            case CatalogueChange.IdentityKeyPublished c ->
                keys().put(c.kid(), new PublishedKey(KeyUse.IDENTITY, c.jwk()));
            case CatalogueChange.KeyRetired c -> keys().remove(c.kid());
            case CatalogueChange.PrecedenceSet c -> set(c);
            case CatalogueChange.LogFormatRaised c -> format = Math.max(format, c.format());
            case CatalogueChange.BasePathSet _,
                    CatalogueChange.MoveConfirmed _,
                    CatalogueChange.GatewayAdded _,
                    CatalogueChange.GatewayRemoved _,
                    CatalogueChange.ConnectorDefined _,
                    CatalogueChange.ConnectorRemoved _ -> {
                // only the directory reads these
            }
        }
    }

    private Map<String, PublishedKey> keys() {
        Map<String, PublishedKey> changed = keys == null ? new HashMap<>(before.keys()) : keys;
        keys = changed;
        return changed;
    }

    private Map<ApiId, Api> apis() {
        Map<ApiId, Api> changed = apis == null ? new HashMap<>(before.apis()) : apis;
        apis = changed;
        return changed;
    }

    private Map<ActionId, Long> revivals() {
        Map<ActionId, Long> changed = revivals == null ? new HashMap<>(before.revivals()) : revivals;
        revivals = changed;
        return changed;
    }

    private Map<ActionId, Integer> precedences() {
        Map<ActionId, Integer> changed = precedences == null ? new HashMap<>(before.precedences()) : precedences;
        precedences = changed;
        return changed;
    }

    private void put(Api api) {
        Api earlier = apis().put(api.id(), api);
        if (earlier != null) {
            Set<ActionId> served = new HashSet<>();
            api.actions().stream()
                    .filter(a -> a.status() != ActionStatus.RETIRED)
                    .forEach(a -> served.add(a.id()));
            earlier.actions().stream()
                    .filter(a -> a.status() == ActionStatus.RETIRED && served.contains(a.id()))
                    .forEach(a -> revivals().put(a.id(), revision));
        }
    }

    private void activate(CatalogueChange.ActionsActivated change) {
        Api api = apis().get(change.api());
        if (api != null) {
            put(api.activated(change.actions()));
        }
    }

    private void set(CatalogueChange.PrecedenceSet change) {
        Integer precedence = change.precedence();
        if (precedence == null) {
            precedences().remove(change.action());
        } else {
            precedences().put(change.action(), precedence);
        }
    }

    Catalogue finished() {
        Catalogue kept = before.with(tenants, keys == null ? before.keys() : keys, format);
        return apis == null && precedences == null ? kept : kept.with(apis(), revivals(), precedences());
    }
}
