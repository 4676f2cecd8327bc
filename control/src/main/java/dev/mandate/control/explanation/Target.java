package dev.mandate.control.explanation;

import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.search.Enabling;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.search.SharedRequestExplanation;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.uri.Query;
import dev.mandate.protocol.record.DecisionRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked for. */
public sealed interface Target {
    /** Said of a text that is no id. */
    String NO_SUCH_ID = "no space can have this id";

    /** Said of a recorded request that is not known to its end. */
    String CUT = "only the beginning of the path was recorded, so which action it asked for is not known";

    /**
     * An action of an API that the tenant has enabled.
     *
     * @param space null if the question names none, or the action
     */
    record Act(Endpoint endpoint, @Nullable SpaceId space) implements Target {}

    /**
     * An action on a resource that the API found in a space, and turned away for it.
     *
     * @param space that the API said
     */
    record Resource(Endpoint endpoint, SpaceId space) implements Target {}

    /**
     * A request that several actions share, as nothing orders them.
     *
     * @param parts two or more, by key
     */
    record Shared(List<SharedRequestExplanation.Part> parts) implements Target {}

    /**
     * An action of an API that the tenant has not enabled: its paths are unknown ones there.
     *
     * @param parts what is needed once it is enabled; empty if the request would be turned away even then
     */
    record Elsewhere(Endpoint endpoint, List<SharedRequestExplanation.Part> parts) implements Target {}

    /**
     * A request that is turned away for what it looks like.
     *
     * @param endpoint null if it is no action's
     */
    record Turned(Outcome outcome, @Nullable Endpoint endpoint) implements Target {}

    /**
     * The action of this key.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if no API has it, or if it names no space and the tenant has none of this id
     */
    static Target act(AsOf asOf, @Nullable String action, @Nullable String space) {
        String key = Ids.in("action", action, text -> text);
        SpaceId named = space == null ? null : Ids.in("space", space, SpaceId::new);
        Target target = acting(asOf, key, named).orElseThrow(() -> unknown(key));
        if (named != null && target instanceof Act(Endpoint endpoint, var looked) && looked == null) {
            requireSpace(asOf, endpoint, named);
        }
        return target;
    }

    /**
     * Refuses the id of a space that the tenant does not have.
     *
     * @throws dev.mandate.control.log.command.Refusal 400, naming the parameter
     */
    static void requireSpace(AsOf asOf, Endpoint endpoint, SpaceId space) {
        if (!asOf.view().tenant().tenancy().spaces(endpoint.spaceKind()).contains(space)) {
            throw Refusals.malformed("space", "must be the id of a " + kind(endpoint) + " of the tenant");
        }
    }

    /** The kind of its spaces, as it is written. */
    static String kind(Endpoint endpoint) {
        return switch (endpoint.spaceKind()) {
            case WORKSPACE -> "workspace";
            case SALES_CHANNEL -> "sales-channel";
        };
    }

    private static Optional<Target> acting(AsOf asOf, String key, @Nullable SpaceId space) {
        return find(new Search(asOf.view(), asOf.now()).actions(), key)
                .<Target>map(endpoint -> new Act(endpoint, endpoint.lookedAt(space)))
                .or(() -> find(asOf.view().platform().catalogue().endpoints(), key)
                        .map(e -> new Elsewhere(e, List.of(new SharedRequestExplanation.Part(e, e.lookedAt(space))))));
    }

    /** What a recorded request asked for, of which not everything need be known. */
    static Target recorded(AsOf asOf, Party party, DecisionRecord kept) {
        Optional<SpaceId> space = Optional.ofNullable(kept.space()).flatMap(SpaceId::ifWellFormed);
        if (kept.space() != null && space.isEmpty()) {
            return turned(Reason.SPACE_NOT_REACHED, NO_SUCH_ID, null);
        }
        return shared(asOf, kept, space.orElse(null))
                .or(() -> Optional.ofNullable(kept.action()).flatMap(key -> acting(asOf, key, space.orElse(null))))
                .map(target -> said(target, kept, space))
                .orElseGet(() -> kept.isCut("path") || kept.isCut("action")
                        ? turned(reason(kept), CUT, null)
                        : request(asOf, party, kept.method(), Objects.requireNonNullElse(kept.path(), "")));
    }

    /** A gateway of a later version may name a reason that is not known here. */
    private static Reason reason(DecisionRecord kept) {
        return Arrays.stream(Reason.values())
                .filter(r -> r.name().equals(kept.reason()))
                .findFirst()
                .orElse(Reason.PATH_UNKNOWN);
    }

    /** The space of a 404 that the API gave counts, even where the action names none. */
    private static Target said(Target target, DecisionRecord kept, Optional<SpaceId> space) {
        boolean byApi = Reason.OUTSIDE_SPACES.name().equals(kept.reason());
        return byApi && space.isPresent() && target instanceof Act(Endpoint endpoint, var asked)
                ? new Resource(endpoint, space.get())
                : target;
    }

    /** The actions that share a recorded request, of which the record names the first that failed; its query is not kept. */
    private static Optional<Target> shared(AsOf asOf, DecisionRecord kept, @Nullable SpaceId space) {
        // the beginning of a path is another path
        if (kept.action() == null || kept.path() == null || kept.isCut("path")) {
            return Optional.empty();
        }
        Request request = new Request(kept.method(), CanonicalPath.parse(kept.path()), Query.NONE);
        List<Endpoint> endpoints = endpoints(asOf, request);
        return endpoints.size() < 2
                ? Optional.empty()
                : Optional.of(new Shared(endpoints.stream()
                        .map(e -> new SharedRequestExplanation.Part(e, e.lookedAt(space)))
                        .toList()));
    }

    /**
     * The action of this key, of an API that the tenant has enabled.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if there is none
     */
    static Endpoint enabled(AsOf asOf, @Nullable String action) {
        String key = Ids.in("action", action, text -> text);
        return find(new Search(asOf.view(), asOf.now()).actions(), key).orElseThrow(() -> unknown(key));
    }

    private static Optional<Endpoint> find(List<Endpoint> endpoints, String key) {
        return endpoints.stream()
                .filter(e -> e.action().key().toString().equals(key))
                .findFirst();
    }

    private static RuntimeException unknown(String key) {
        return Refusals.malformed(
                "action",
                "`" + Text.shown(key)
                        + "` is no action of an API that the tenant has enabled: send `METHOD /template` as"
                        + " `/api/v1/apis/{id}/actions` lists it; an operator names the tenant as well (`tenant`)");
    }

    /** What the gateway makes of the request. */
    static Target request(AsOf asOf, Party party, String method, String path) {
        int query = path.indexOf('?');
        try {
            CanonicalPath canonical = CanonicalPath.parse(query < 0 ? path : path.substring(0, query));
            Query rest = query < 0 ? Query.NONE : new Query(path.substring(query + 1));
            return routed(asOf, party, new Request(method, canonical, rest));
        } catch (MalformedRequest e) {
            return new Turned(
                    Outcome.denied(Reason.MALFORMED_REQUEST, "the request is ambiguous: " + e.getMessage()), null);
        }
    }

    private static Target routed(AsOf asOf, Party party, Request request) {
        AppId app = party.app() == null ? new AppId("none") : party.app();
        Caller caller = new Caller(asOf.view().tenant().stream(), party.user(), app);
        List<Endpoint> endpoints = endpoints(asOf, request);
        Endpoint endpoint = endpoints.isEmpty() ? null : endpoints.getFirst();
        return switch (Engine.decide(asOf.view(), caller, request, asOf.now())) {
            case Decision.Allow a -> acting(request, endpoints);
            case Decision.Forbidden f -> acting(request, endpoints);
            case Decision.HiddenSpace(var action, var parameter, var space) ->
                SpaceId.ifWellFormed(space).isPresent()
                        ? acting(request, endpoints)
                        : turned(Reason.SPACE_NOT_REACHED, NO_SUCH_ID, endpoint);
            case Decision.UnclearSpace(var reason, var action, var parameter) ->
                turned(
                        reason,
                        "parameter `" + parameter.name()
                                + "` names the space: it must be there once, spelled like this and nowhere else, and"
                                + " the query must have no `;`",
                        endpoint);
            case Decision.OtherMethod(var allow) ->
                new Turned(
                        Outcome.denied(Reason.METHOD_NOT_ALLOWED, "the path has no action of this method")
                                .allowing(List.copyOf(allow)),
                        null);
            case Decision.UnknownPath() -> unknownPath(asOf, caller, request);
            case Decision.Unauthenticated(var reason) -> turned(reason, "the caller does not stand", endpoint);
            case Decision.Undecided(var reason) -> turned(reason, "not enough is known", endpoint);
        };
    }

    private static List<Endpoint> endpoints(AsOf asOf, Request request) {
        Set<ApiId> enabled = asOf.view().tenant().tenancy().apis();
        return found(asOf.view().platform().catalogue().router().route(request.method(), request.path(), enabled));
    }

    private static List<Endpoint> found(Route route) {
        return switch (route) {
            case Route.Found(Endpoint endpoint) -> List.of(endpoint);
            case Route.Shared(List<Endpoint> endpoints) -> endpoints;
            case Route.OtherMethod o -> List.of();
            case Route.Unknown u -> List.of();
        };
    }

    private static Target acting(Request request, List<Endpoint> endpoints) {
        List<SharedRequestExplanation.Part> parts = parts(request, endpoints);
        return parts.size() == 1
                ? new Act(parts.getFirst().endpoint(), parts.getFirst().space())
                : new Shared(parts);
    }

    private static List<SharedRequestExplanation.Part> parts(Request request, List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(endpoint -> new SharedRequestExplanation.Part(endpoint, space(request, endpoint)))
                .toList();
    }

    /** The space that the request names for this action. */
    private static @Nullable SpaceId space(Request request, Endpoint endpoint) {
        return Engine.named(request, endpoint).flatMap(SpaceId::ifWellFormed).orElse(null);
    }

    private static Target unknownPath(AsOf asOf, Caller caller, Request request) {
        Catalogue catalogue = asOf.view().platform().catalogue();
        List<Endpoint> others = found(catalogue
                .router()
                .route(request.method(), request.path(), catalogue.apis().keySet()));
        if (others.isEmpty()) {
            return turned(Reason.PATH_UNKNOWN, "no action has this path", null);
        }
        Endpoint first = others.getFirst();
        View enabled = Enabling.of(asOf.view(), first.api().id(), asOf.now());
        boolean clear = clear(Engine.decide(enabled, caller, request, asOf.now()));
        return new Elsewhere(first, clear ? parts(request, others) : List.of());
    }

    /** Whether the right and the reach alone decide. */
    private static boolean clear(Decision decision) {
        return switch (decision) {
            case Decision.Allow a -> true;
            case Decision.Forbidden f -> true;
            case Decision.HiddenSpace hidden ->
                SpaceId.ifWellFormed(hidden.space()).isPresent();
            case Decision.UnclearSpace u -> false;
            case Decision.OtherMethod o -> false;
            case Decision.UnknownPath u -> false;
            case Decision.Unauthenticated u -> false;
            case Decision.Undecided u -> false;
        };
    }

    private static Target turned(Reason reason, String text, @Nullable Endpoint endpoint) {
        return new Turned(Outcome.denied(reason, text), endpoint);
    }
}
