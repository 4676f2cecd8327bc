package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Pairs;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import dev.mandate.engine.trie.Trie;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platform's catalogue at one revision, with the router derived from it. Immutable. */
public final class Catalogue {
    /** The format of a log that holds no {@code LogFormatRaised}. */
    public static final int FIRST_FORMAT = 1;

    private static final Comparator<Endpoint> BY_KEY = Comparator.comparing(
                    (Endpoint e) -> e.api().id().value())
            .thenComparing(e -> e.action().key());

    static final Catalogue EMPTY = new Catalogue(Trie.empty(), Map.of(), Map.of(), Map.of(), Map.of());

    /** A published public key that is not retired. */
    public record PublishedKey(KeyUse use, String jwk) {}

    private final Trie<TenantId, Boolean> tenants;
    private final Map<ApiId, Api> apis;
    private final Map<ActionId, Long> revivals;
    private final Map<ActionId, Integer> precedences;
    private final Map<String, PublishedKey> keys;
    private final int format;
    private final Derived derived;

    /**
     * Pairs, endpoints and router, derived from the APIs and the precedences set for their actions. Computed once, on
     * first use.
     */
    private static final class Derived {
        private final Map<ApiId, Api> apis;
        private final Map<ActionId, Long> revivals;
        private final Map<ActionId, Integer> precedences;
        private volatile @Nullable Routes routes;

        /** Of the catalogue before, whose templates are not read again: forgotten when this one's are known. */
        private volatile List<Endpoint> earlier;

        Derived(
                Map<ApiId, Api> apis,
                Map<ActionId, Long> revivals,
                Map<ActionId, Integer> precedences,
                List<Endpoint> earlier) {
            this.earlier = earlier;
            this.apis = Map.copyOf(apis);
            this.revivals = Map.copyOf(revivals);
            this.precedences = Map.copyOf(precedences);
        }

        /** The endpoints of the last catalogue that was derived. */
        List<Endpoint> lastRead() {
            Routes known = routes;
            return known == null ? earlier : known.endpoints();
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
                known = Routes.of(this);
                routes = known;
                earlier = List.of();
            }
            return known;
        }
    }

    private record Routes(Pairs pairs, List<Endpoint> endpoints, Router router) {
        static Routes of(Derived from) {
            Pairs pairs = new Pairs(from.apis.values());
            Map<String, Template> read = new HashMap<>();
            from.lastRead().forEach(e -> read.put(e.action().key().template(), e.template()));
            List<Endpoint> endpoints = from.apis.values().stream()
                    .flatMap(api -> api.actions().stream()
                            .filter(a -> a.status() != ActionStatus.RETIRED)
                            .map(a -> ordered(a, from.precedences))
                            .map(a -> new Endpoint(
                                    api,
                                    a,
                                    read.computeIfAbsent(a.key().template(), Template::parse),
                                    pairs.requirement(api, a, from.revivals.getOrDefault(a.id(), 0L)))))
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
     * A catalogue whose router is derived on first use, because a fold of the log creates many catalogues that no
     * decision reads.
     *
     * @param revivals by action that was retired and came back, the platform's revision of its return
     * @param precedences by action, the precedence that overrides its document's
     */
    public Catalogue(
            Trie<TenantId, Boolean> tenants,
            Map<ApiId, Api> apis,
            Map<ActionId, Long> revivals,
            Map<ActionId, Integer> precedences,
            Map<String, PublishedKey> keys) {
        this(
                tenants,
                apis,
                revivals,
                precedences,
                keys,
                FIRST_FORMAT,
                new Derived(apis, revivals, precedences, List.of()));
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

    /** Returns this catalogue with other tenants, keys and format; the derived router is kept. */
    @SuppressWarnings("ReferenceEquality") // unchanged parts keep their identity
    Catalogue with(Trie<TenantId, Boolean> otherTenants, Map<String, PublishedKey> otherKeys, int otherFormat) {
        boolean same = otherTenants == tenants && otherKeys == keys && otherFormat == format;
        return same ? this : new Catalogue(otherTenants, apis, revivals, precedences, otherKeys, otherFormat, derived);
    }

    /** Returns this catalogue with the given log format, or with its own if that is higher. */
    public Catalogue withFormat(int raised) {
        return with(tenants, keys, Math.max(format, raised));
    }

    /** Returns this catalogue with other APIs, revivals and precedences; the router is derived again, from the templates read before. */
    Catalogue with(
            Map<ApiId, Api> otherApis, Map<ActionId, Long> otherRevivals, Map<ActionId, Integer> otherPrecedences) {
        Derived next = new Derived(otherApis, otherRevivals, otherPrecedences, derived.lastRead());
        return new Catalogue(tenants, otherApis, otherRevivals, otherPrecedences, keys, format, next);
    }

    /** Returns this catalogue with these precedences, which override those of the documents. */
    public Catalogue withPrecedences(Map<ActionId, Integer> others) {
        return with(apis, revivals, others);
    }

    /** Returns the set of tenants, as the keys; every value is true. */
    public Trie<TenantId, Boolean> tenants() {
        return tenants;
    }

    public Map<ApiId, Api> apis() {
        return apis;
    }

    /** Returns, by action that was retired and came back, the platform's revision of its return. */
    public Map<ActionId, Long> revivals() {
        return revivals;
    }

    /** Returns, by action, the precedence that overrides its document's. */
    public Map<ActionId, Integer> precedences() {
        return precedences;
    }

    /** Returns the action with its effective precedence. */
    public Action ordered(Action action) {
        return ordered(action, precedences);
    }

    /** Returns the published keys by key id. */
    public Map<String, PublishedKey> keys() {
        return keys;
    }

    /** Returns the format of the log. No change of a higher format may be written. */
    public int format() {
        return format;
    }

    /** Returns all served actions, ordered by API and key. */
    public List<Endpoint> endpoints() {
        return derived.routes().endpoints();
    }

    /** Returns the pairs that actions demand, with the roles that grant them. */
    public Pairs pairs() {
        return derived.routes().pairs();
    }

    /** Returns the router; derives it first unless {@link #isDerived}. */
    public Router router() {
        return derived.routes().router();
    }

    /**
     * Derives the router now unless it already is. Call it before publishing the catalogue to threads that must not
     * wait.
     */
    public void derive() {
        var _ = derived.routes();
    }

    /** Returns whether the router is derived, so that {@link #router} does not block. */
    public boolean isDerived() {
        return derived.done();
    }

    /** Returns the platform's revision from which a switch of this action counts; 0 if the action was never retired. */
    public long switchesCountFrom(ActionId action) {
        return revivals.getOrDefault(action, 0L);
    }
}
