package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.Action;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the platform offers at one revision, with the router that is derived from it. Immutable. */
public final class Catalogue {
    /** The format of a log in which none was raised. */
    public static final int FIRST_FORMAT = 1;

    private static final Comparator<Endpoint> BY_KEY = Comparator.comparing(
                    (Endpoint e) -> e.api().id().value())
            .thenComparing(e -> e.action().key());

    static final Catalogue EMPTY = new Catalogue(Trie.empty(), Map.of(), Map.of(), Map.of(), Map.of());

    /** A public key in force. */
    public record PublishedKey(KeyUse use, String jwk) {}

    private final Trie<TenantId, Boolean> tenants;
    private final Map<ApiId, Api> apis;
    private final Map<ActionId, Long> revivals;
    private final Map<ActionId, Integer> precedences;
    private final Map<String, PublishedKey> keys;
    private final int format;
    private final Derived derived;

    /** What follows from the APIs and what was set for their actions: derived when first asked for, and once. */
    private static final class Derived {
        private final Map<ApiId, Api> apis;
        private final Map<ActionId, Long> revivals;
        private final Map<ActionId, Integer> precedences;
        private volatile @Nullable Routes routes;

        Derived(Map<ApiId, Api> apis, Map<ActionId, Long> revivals, Map<ActionId, Integer> precedences) {
            this.apis = Map.copyOf(apis);
            this.revivals = Map.copyOf(revivals);
            this.precedences = Map.copyOf(precedences);
        }

        boolean done() {
            return routes != null;
        }

        Routes routes() {
            Routes known = routes;
            return known == null ? first() : known;
        }

        private synchronized Routes first() {
            Routes known = routes;
            if (known == null) {
                known = Routes.of(apis, revivals, precedences);
                routes = known;
            }
            return known;
        }
    }

    private record Routes(Pairs pairs, List<Endpoint> endpoints, Router router) {
        static Routes of(Map<ApiId, Api> apis, Map<ActionId, Long> revivals, Map<ActionId, Integer> precedences) {
            Pairs pairs = new Pairs(apis.values());
            List<Endpoint> endpoints = apis.values().stream()
                    .flatMap(api -> api.actions().stream()
                            .filter(a -> a.status() != ActionStatus.RETIRED)
                            .map(a -> ordered(a, precedences))
                            .map(a ->
                                    Endpoint.of(api, a, pairs.requirement(api, a, revivals.getOrDefault(a.id(), 0L)))))
                    .filter(Router::serves)
                    .sorted(BY_KEY)
                    .toList();
            return new Routes(pairs, endpoints, new Router(endpoints));
        }
    }

    private static Action ordered(Action action, Map<ActionId, Integer> precedences) {
        Integer set = precedences.get(action.id());
        return set == null ? action : action.withPrecedence(set);
    }

    /**
     * A catalogue whose router is derived when it is first asked for: a log's fold passes through many that are never asked.
     *
     * @param revivals by action that came back after it was retired, the platform's revision of its return
     * @param precedences by action, what was set in place of its document's
     */
    public Catalogue(
            Trie<TenantId, Boolean> tenants,
            Map<ApiId, Api> apis,
            Map<ActionId, Long> revivals,
            Map<ActionId, Integer> precedences,
            Map<String, PublishedKey> keys) {
        this(tenants, apis, revivals, precedences, keys, FIRST_FORMAT, new Derived(apis, revivals, precedences));
    }

    private Catalogue(
            Trie<TenantId, Boolean> tenants,
            Map<ApiId, Api> apis,
            Map<ActionId, Long> revivals,
            Map<ActionId, Integer> precedences,
            Map<String, PublishedKey> keys,
            int format,
            Derived derived) {
        this.tenants = tenants;
        this.apis = Map.copyOf(apis);
        this.revivals = Map.copyOf(revivals);
        this.precedences = Map.copyOf(precedences);
        this.keys = Map.copyOf(keys);
        this.format = format;
        this.derived = derived;
    }

    /** The same with what nothing is derived from. */
    @SuppressWarnings("ReferenceEquality") // what did not change is the same
    Catalogue with(Trie<TenantId, Boolean> otherTenants, Map<String, PublishedKey> otherKeys, int otherFormat) {
        boolean same = otherTenants == tenants && otherKeys == keys && otherFormat == format;
        return same ? this : new Catalogue(otherTenants, apis, revivals, precedences, otherKeys, otherFormat, derived);
    }

    /** The same in that format of the log, or in its own where that is higher. */
    public Catalogue withFormat(int raised) {
        return with(tenants, keys, Math.max(format, raised));
    }

    /** The same with other APIs and what is set for their actions. */
    Catalogue with(
            Map<ApiId, Api> otherApis, Map<ActionId, Long> otherRevivals, Map<ActionId, Integer> otherPrecedences) {
        return new Catalogue(tenants, otherApis, otherRevivals, otherPrecedences, keys).withFormat(format);
    }

    /** The same with these precedences set for actions, in place of those of documents. */
    public Catalogue withPrecedences(Map<ActionId, Integer> others) {
        return with(apis, revivals, others);
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

    /** By action, the precedence that was set in place of its document's. */
    public Map<ActionId, Integer> precedences() {
        return precedences;
    }

    /** The action with the precedence in force. */
    public Action ordered(Action action) {
        return ordered(action, precedences);
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
        return derived.routes().endpoints();
    }

    /** The pairs that actions demand, with what grants them. */
    public Pairs pairs() {
        return derived.routes().pairs();
    }

    public Router router() {
        return derived.routes().router();
    }

    /** Derives the router now, if nobody has: for threads that must not wait for it, before they see the catalogue. */
    public void derive() {
        var _ = derived.routes();
    }

    /** Whether the router is derived, so that asking for it takes no time. */
    public boolean isDerived() {
        return derived.done();
    }

    /** The platform's revision from which a switch of this action counts. */
    public long switchesCountFrom(ActionId action) {
        return revivals.getOrDefault(action, 0L);
    }
}
