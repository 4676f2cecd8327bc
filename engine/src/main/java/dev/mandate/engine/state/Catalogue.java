package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Pairs;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Router;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the platform offers at one revision, with the router that is derived from it. Immutable. */
public final class Catalogue {
    /** The format of a log in which none was raised. */
    public static final int FIRST_FORMAT = 1;

    private static final Comparator<Endpoint> BY_KEY = Comparator.comparing(
                    (Endpoint e) -> e.api().id().value())
            .thenComparing(e -> e.action().key().toString());

    static final Catalogue EMPTY = new Catalogue(Trie.empty(), Map.of(), Map.of(), Map.of());

    /** A public key in force. */
    public record PublishedKey(KeyUse use, String jwk) {}

    private final Trie<TenantId, Boolean> tenants;
    private final Map<ApiId, Api> apis;
    private final Map<ActionId, Long> revivals;
    private final Map<String, PublishedKey> keys;
    private final int format;
    private final Derived derived;

    /** What follows from the APIs alone. */
    private record Derived(Pairs pairs, List<Endpoint> endpoints, Router router) {
        static Derived of(Map<ApiId, Api> apis, Map<ActionId, Long> revivals) {
            Pairs pairs = new Pairs(apis.values());
            List<Endpoint> endpoints = Catalogue.endpoints(apis, pairs, revivals);
            return new Derived(pairs, endpoints, new Router(endpoints));
        }
    }

    /**
     * Derives the router.
     *
     * @param revivals by action that came back after it was retired, the platform's revision of its return
     */
    public Catalogue(
            Trie<TenantId, Boolean> tenants,
            Map<ApiId, Api> apis,
            Map<ActionId, Long> revivals,
            Map<String, PublishedKey> keys) {
        this(tenants, apis, revivals, keys, FIRST_FORMAT, Derived.of(apis, revivals));
    }

    private Catalogue(
            Trie<TenantId, Boolean> tenants,
            Map<ApiId, Api> apis,
            Map<ActionId, Long> revivals,
            Map<String, PublishedKey> keys,
            int format,
            Derived derived) {
        this.tenants = tenants;
        this.apis = Map.copyOf(apis);
        this.revivals = Map.copyOf(revivals);
        this.keys = Map.copyOf(keys);
        this.format = format;
        this.derived = derived;
    }

    private static List<Endpoint> endpoints(Map<ApiId, Api> apis, Pairs pairs, Map<ActionId, Long> revivals) {
        return apis.values().stream()
                .flatMap(api -> api.actions().stream()
                        .filter(a -> a.status() != ActionStatus.RETIRED)
                        .map(a -> Endpoint.of(api, a, pairs.requirement(api, a, revivals.getOrDefault(a.id(), 0L)))))
                .filter(Router::serves)
                .sorted(BY_KEY)
                .toList();
    }

    Catalogue withTenant(TenantId tenant) {
        return new Catalogue(tenants.with(tenant, true), apis, revivals, keys, format, derived);
    }

    Catalogue withKeys(Map<String, PublishedKey> others) {
        return new Catalogue(tenants, apis, revivals, others, format, derived);
    }

    /** The same in that format of the log, or in its own where that is higher. */
    public Catalogue withFormat(int raised) {
        return new Catalogue(tenants, apis, revivals, keys, Math.max(format, raised), derived);
    }

    Catalogue withApi(Api api, long revision) {
        Map<ApiId, Api> others = new HashMap<>(apis);
        Api before = others.put(api.id(), api);
        Map<ActionId, Long> revived = new HashMap<>(revivals);
        if (before != null) {
            before.actions().stream()
                    .filter(a -> a.status() == ActionStatus.RETIRED && isServed(api, a.id()))
                    .forEach(a -> revived.put(a.id(), revision));
        }
        return new Catalogue(tenants, others, revived, keys).withFormat(format);
    }

    private static boolean isServed(Api api, ActionId action) {
        return api.actions().stream().anyMatch(a -> a.id().equals(action) && a.status() != ActionStatus.RETIRED);
    }

    public Trie<TenantId, Boolean> tenants() {
        return tenants;
    }

    public Map<ApiId, Api> apis() {
        return apis;
    }

    public Map<ActionId, Long> revivals() {
        return revivals;
    }

    public Map<String, PublishedKey> keys() {
        return keys;
    }

    /** The format of the log in force: no change of a higher one is written. */
    public int format() {
        return format;
    }

    /** All actions that are served, by API and key. */
    public List<Endpoint> endpoints() {
        return derived.endpoints();
    }

    /** The pairs that actions demand, with what grants them. */
    public Pairs pairs() {
        return derived.pairs();
    }

    public Router router() {
        return derived.router();
    }

    /** The platform's revision from which a switch of this action counts. */
    public long switchesCountFrom(ActionId action) {
        return revivals.getOrDefault(action, 0L);
    }
}
