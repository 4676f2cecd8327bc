package dev.mandate.engine;

import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.uri.CanonicalPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A second, slow implementation of the decision, written independently of {@link Engine}: loops over the last facts of
 * two logs. Both must give the same answers.
 */
public final class NaiveEngine {
    private static final Set<String> NEVER = Set.of("TRACE", "CONNECT");

    private static final Pattern RESERVED = Pattern.compile(
            "/(access|connect|forward-auth|oauth2|user-services)(/.*)?"
                    + "|/\\.well-known/(authzen-configuration|mandate-identity-jwks\\.json|mandate-problems/[^/]+|oauth-authorization-server)");

    private final LastWords platform;
    private final LastWords tenant;
    private final long platformHead;
    private final long tenantHead;
    private final List<Claim> claims = new ArrayList<>();

    public NaiveEngine(List<Entry> platform, List<Entry> tenant) {
        this.platform = new LastWords(platform);
        this.tenant = new LastWords(tenant);
        this.platformHead = platform.size();
        this.tenantHead = tenant.size();
        for (List<Object> topic : this.platform.topics("api")) {
            Api api = (Api)
                    this.platform.on(Instant.MIN, topic.toArray()).orElseThrow().value();
            for (Action action : api.actions()) {
                if (status(action) != ActionStatus.RETIRED
                        && !NEVER.contains(action.key().method())) {
                    Optional<Object> set = this.platform
                            .on(Instant.MIN, "precedence", action.id())
                            .map(LastWords.Word::value);
                    claims.add(new Claim(api, action.withPrecedence((int) set.orElse(action.precedence()))));
                }
            }
        }
    }

    private List<Api> enabled() {
        List<Api> enabled = new ArrayList<>();
        for (List<Object> topic : platform.topics("api")) {
            if (tenant.holds(Instant.MIN, "enabled", topic.get(1))) {
                enabled.add((Api)
                        platform.on(Instant.MIN, topic.toArray()).orElseThrow().value());
            }
        }
        return enabled;
    }

    private ActionStatus status(Action action) {
        return (ActionStatus)
                platform.on(Instant.MIN, "status", action.id()).orElseThrow().value();
    }

    /** Runs steps 2 and 3 and returns every reason to refuse the bearer; {@link Engine} may give any one of them. */
    public Set<Reason> faults(Bearer bearer, Freshness f, Instant now) {
        Set<Reason> faults = new HashSet<>();
        boolean tail = tenantHead < bearer.revision();
        boolean lost =
                tail && f.confirmedHead().isPresent() && f.confirmedHead().getAsLong() < bearer.revision();
        boolean behind =
                tenantHead < f.atLeast().tenant() || platformHead < f.atLeast().platform();
        boolean stale =
                f.platformAge().compareTo(f.bound()) > 0 || f.tenantAge().compareTo(f.bound()) > 0;
        put(faults, Reason.STATE_STALE, stale);
        put(faults, Reason.REVISION_LOST, lost && !stale);
        put(faults, Reason.STATE_BEHIND, (tail || behind) && !lost && !stale);
        return faults.isEmpty() ? standing(bearer, now) : faults;
    }

    private Set<Reason> standing(Bearer bearer, Instant now) {
        Set<Reason> faults = new HashSet<>();
        UserId user = bearer.caller().user();
        AppId app = bearer.caller().app();
        long rev = bearer.revision();
        put(faults, Reason.TENANT_SUSPENDED, tenant.holds(now, "suspended"));
        put(faults, Reason.TENANT_TOKENS_REVOKED, rev < tenant.revision("dead"));
        put(faults, Reason.APP_UNKNOWN, !tenant.holds(now, "app", app));
        put(faults, Reason.APP_DISABLED, tenant.holds(now, "disabled", app));
        put(faults, Reason.APP_TOKENS_REVOKED, rev < tenant.revision("dead", app));
        put(faults, Reason.USER_UNKNOWN, !tenant.holds(now, "user", user));
        put(faults, Reason.USER_DISABLED, tenant.holds(now, "disabled", user));
        put(faults, Reason.USER_TOKENS_REVOKED, rev < tenant.revision("dead", user));
        put(faults, Reason.CREDENTIAL_WITHDRAWN, !said(tenant, now, app, "credential", bearer.credential()));
        put(faults, Reason.TOKEN_REVOKED, tenant.holds(now, "revoked", bearer.tokenId()));
        boolean fixed = bearer.grantType() == GrantType.CLIENT_CREDENTIALS;
        put(faults, Reason.ON_BEHALF_CHANGED, fixed && !said(tenant, now, user, "acts for", app));
        return faults;
    }

    private static void put(Set<Reason> faults, Reason reason, boolean fault) {
        if (fault) {
            faults.add(reason);
        }
    }

    private static boolean said(LastWords words, Instant now, Object value, Object... topic) {
        return words.on(now, topic).filter(w -> w.value().equals(value)).isPresent();
    }

    /** Runs steps 4 to 6. */
    public ComparedDecision decide(UserId user, Request request, Instant now) {
        List<Claim> first = first(request.path(), request.method());
        if (first.isEmpty()) {
            Set<String> methods = new TreeSet<>();
            for (Claim claim : claims) {
                methods.addAll(claim.matches(request.path()) ? claim.methods(claims) : Set.of());
            }
            methods.removeIf(method -> !enabled(first(request.path(), method)));
            boolean unknown = methods.isEmpty() && !NEVER.contains(request.method());
            Reason reason = unknown ? Reason.PATH_UNKNOWN : Reason.METHOD_NOT_ALLOWED;
            return new ComparedDecision(Optional.of(reason), Optional.empty(), Optional.empty(), Map.of(), methods);
        }
        if (!enabled(first)) {
            return ComparedDecision.refused(Reason.PATH_UNKNOWN);
        }
        return together(
                first.stream().map(claim -> where(user, request, claim, now)).toList());
    }

    /** Returns the claims that get the request, whichever APIs the tenant has enabled. */
    private List<Claim> first(CanonicalPath path, String method) {
        List<Claim> found = new ArrayList<>();
        List<Claim> resembling = new ArrayList<>();
        for (Claim claim : claims) {
            boolean answers = claim.methods(claims).contains(method) && !reserved(path.toString(), claim);
            if (answers && claim.matches(path)) {
                found.add(claim);
            } else if (answers && claim.resembles(path)) {
                resembling.add(claim);
            }
        }
        List<Claim> first = Claim.first(found);
        resembling.removeIf(claim -> first.stream().noneMatch(claim::mayBeServedFor));
        return Stream.of(first, resembling, withoutFormat(path, method, first))
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(claim -> claim.action().key().toString()))
                .toList();
    }

    /** What an upstream that cuts a format off the end of the path may serve, unless the template writes that format itself. */
    private List<Claim> withoutFormat(CanonicalPath path, String method, List<Claim> first) {
        Matcher formatted = Pattern.compile("(.*/)([^/]+)\\.[^/.]*").matcher(Claim.foldedEnd(path));
        if (!formatted.matches() || formatted.group(2).matches("[. ]*")) {
            return List.of();
        }
        CanonicalPath cut = CanonicalPath.parse(formatted.group(1) + Claim.encoded(formatted.group(2)));
        List<Claim> open = first.stream().filter(claim -> claim.reaches(cut)).toList();
        return claims.stream()
                .filter(claim -> claim.methods(claims).contains(method) && !reserved(path.toString(), claim))
                .filter(claim -> claim.reaches(cut) && open.stream().anyMatch(claim::mayBeServedFor))
                .toList();
    }

    private boolean enabled(List<Claim> first) {
        Set<ApiId> apis = new HashSet<>();
        first.forEach(claim -> apis.add(claim.api().id()));
        return apis.size() == 1
                && tenant.holds(Instant.MIN, "enabled", apis.iterator().next());
    }

    /** Combines the verdicts of actions that share a request: the earliest failing step gives the answer. */
    private static ComparedDecision together(List<ComparedDecision> each) {
        Optional<ComparedDecision> unclear =
                each.stream().filter(NaiveEngine::isUnclear).findFirst();
        if (unclear.isPresent()) {
            return unclear.get();
        }
        for (Reason reason : List.of(Reason.SPACE_NOT_REACHED, Reason.ACTION_NOT_PERMITTED)) {
            List<ComparedDecision> failing = each.stream()
                    .filter(v -> v.refusal().equals(Optional.of(reason)))
                    .toList();
            if (!failing.isEmpty()) {
                Map<Need, Set<EntityRole>> missing = new HashMap<>();
                Set<ActionKey> lacking = new HashSet<>();
                failing.forEach(v -> missing.putAll(v.missing()));
                failing.forEach(v -> lacking.addAll(v.lacking()));
                ComparedDecision first = failing.getFirst();
                return new ComparedDecision(first.refusal(), first.action(), first.space(), missing, lacking, Set.of());
            }
        }
        return each.getFirst();
    }

    private static boolean isUnclear(ComparedDecision verdict) {
        return verdict.refusal()
                .filter(r -> r == Reason.SPACE_REPEATED || r == Reason.SPACE_MISSING)
                .isPresent();
    }

    /** Only an API without an upstream may have actions on the gateway's own paths. */
    private static boolean reserved(String path, Claim claim) {
        return RESERVED.matcher(Claim.foldedPath(path)).matches()
                && !claim.api().upstream().isEmpty();
    }

    private ComparedDecision where(UserId user, Request request, Claim claim, Instant now) {
        SpaceParameter parameter = claim.action().space().orElse(null);
        List<String> values = parameter == null ? List.of() : claim.values(parameter, request);
        boolean required = parameter != null && (parameter.required() || parameter.in() == SpaceParameter.In.PATH);
        boolean unclear =
                parameter != null && (claim.alike(parameter, request) || claim.splits(parameter, request.path()));
        if (values.size() > 1 || unclear) {
            return claim.says(Reason.SPACE_REPEATED, null, Map.of());
        }
        if (values.isEmpty()) {
            return required ? claim.says(Reason.SPACE_MISSING, null, Map.of()) : right(user, claim, null, now);
        }
        String space = values.getFirst();
        boolean reached = parameter != null && reaches(user, parameter.kind(), space, now);
        return reached ? right(user, claim, space, now) : claim.says(Reason.SPACE_NOT_REACHED, space, Map.of());
    }

    private boolean reaches(UserId user, SpaceKind kind, String space, Instant now) {
        if (!tenant.holds(now, "user", user) || !tenant.holds(now, kind, space)) {
            return false;
        }
        if (kind == SpaceKind.SALES_CHANNEL) {
            return said(tenant, now, space, "bound", user);
        }
        for (List<Object> topic : tenant.topics("member")) {
            Object group = topic.get(2);
            boolean member = topic.get(1).equals(user) && tenant.holds(now, topic.toArray());
            boolean open = tenant.holds(now, "all", group) || tenant.holds(now, "open", group, space);
            if (member && open && tenant.holds(now, "group", group)) {
                return true;
            }
        }
        return false;
    }

    private ComparedDecision right(UserId user, Claim claim, @Nullable String space, Instant now) {
        Map<Need, Set<EntityRole>> missing = new HashMap<>();
        boolean entity = claim.api().kind() == ApiKind.ENTITY;
        for (Need need : entity ? claim.action().demand().needs() : Set.<Need>of()) {
            Set<EntityRole> granting = granting(need);
            if (granting.stream().noneMatch(role -> carries(user, role, now))) {
                missing.put(need, granting);
            }
        }
        boolean active = tenant.holds(now, "user", user) && !tenant.holds(now, "disabled", user);
        boolean held =
                entity ? demanded(user, claim.action(), missing.isEmpty(), now) : access(user, claim.action(), now);
        boolean allowed = active && held && status(claim.action()) == ActionStatus.ACTIVE;
        return allowed ? claim.says(null, space, Map.of()) : claim.says(Reason.ACTION_NOT_PERMITTED, space, missing);
    }

    private boolean demanded(UserId user, Action action, boolean nothingMissing, Instant now) {
        if (action.demand().administrators()) {
            return said(tenant, now, RoleId.OWNER, "role of", user)
                    || said(tenant, now, RoleId.ADMINISTRATOR, "role of", user);
        }
        return action.demand().self()
                || (nothingMissing && !action.demand().needs().isEmpty());
    }

    private boolean access(UserId user, Action action, Instant now) {
        Object role = tenant.on(now, "role of", user).map(LastWords.Word::value).orElse(false);
        boolean there =
                tenant.holds(now, "role", role) || role.equals(RoleId.OWNER) || role.equals(RoleId.ADMINISTRATOR);
        return there
                && tenant.on(now, "switch", role, action.id())
                        .filter(w -> w.entry().platformRevision() >= platform.revision("revived", action.id()))
                        .isPresent();
    }

    private Set<EntityRole> granting(Need need) {
        Set<EntityRole> roles = new HashSet<>();
        for (Api api : enabled()) {
            for (RoleOffer offer : api.kind() == ApiKind.ENTITY ? api.offers() : List.<RoleOffer>of()) {
                boolean ofEntity = offer.role().name().startsWith(need.entity() + "_")
                        && offer.role().name().lastIndexOf('_') == need.entity().length();
                if (ofEntity && offer.operations().contains(need.operation())) {
                    roles.add(offer.role());
                }
            }
        }
        return roles;
    }

    /**
     * Returns whether the binding carries the role: it was granted after the user was bound to a channel that still
     * exists.
     */
    private boolean carries(UserId user, EntityRole role, Instant now) {
        LastWords.Word bound = tenant.on(now, "bound", user).orElse(null);
        LastWords.Word granted = tenant.on(now, "granted", user, role).orElse(null);
        return bound != null
                && granted != null
                && tenant.holds(now, "user", user)
                && granted.at() > bound.at()
                && tenant.holds(now, SpaceKind.SALES_CHANNEL, bound.value());
    }
}
