package dev.mandate.control.explanation;

import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Text;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.route.CanonicalPath;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.MalformedRequest;
import dev.mandate.engine.route.Query;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.record.DecisionRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked for. */
public sealed interface Target {
    /** Said of a text that is no id. */
    String NO_SUCH_ID = "no space can have this id";

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

    /** An action of an API that the tenant has not enabled: its paths are unknown ones there. */
    record Elsewhere(Endpoint endpoint) implements Target {}

    /**
     * A request that is turned away for what it looks like.
     *
     * @param endpoint null if it is no action's
     */
    record Turned(Outcome outcome, @Nullable Endpoint endpoint) implements Target {}

    /**
     * The action of this key.
     *
     * @throws dev.mandate.control.log.Refusal 400 if no API has it
     */
    static Target act(AsOf asOf, @Nullable String action, @Nullable String space) {
        String key = Ids.in("action", action, text -> text);
        SpaceId named = space == null ? null : Ids.in("space", space, SpaceId::new);
        return acting(asOf, key, named).orElseThrow(() -> unknown(key));
    }

    private static Optional<Target> acting(AsOf asOf, String key, @Nullable SpaceId space) {
        return find(new Search(asOf.view(), asOf.now()).actions(), key)
                .<Target>map(endpoint -> new Act(endpoint, endpoint.lookedAt(space)))
                .or(() -> find(asOf.view().platform().catalogue().endpoints(), key)
                        .map(Elsewhere::new));
    }

    /** What a recorded request asked for, of which not everything need be known. */
    static Target recorded(AsOf asOf, Party party, DecisionRecord kept) {
        Optional<SpaceId> space = Optional.ofNullable(kept.space()).flatMap(SpaceId::ifWellFormed);
        if (kept.space() != null && space.isEmpty()) {
            return turned(Reason.SPACE_NOT_REACHED, NO_SUCH_ID, null);
        }
        return Optional.ofNullable(kept.action())
                .flatMap(key -> acting(asOf, key, space.orElse(null)))
                .map(target -> said(target, kept, space))
                .orElseGet(() -> request(asOf, party, kept.method(), Objects.requireNonNullElse(kept.path(), "")));
    }

    /** The space of a 404 that the API gave counts, even where the action names none. */
    private static Target said(Target target, DecisionRecord kept, Optional<SpaceId> space) {
        boolean byApi = Reason.OUTSIDE_SPACES.name().equals(kept.reason());
        return byApi && space.isPresent() && target instanceof Act(Endpoint endpoint, var asked)
                ? new Resource(endpoint, space.get())
                : target;
    }

    /**
     * The action of this key, of an API that the tenant has enabled.
     *
     * @throws dev.mandate.control.log.Refusal 400 if there is none
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
                "`" + Text.shown(key) + "` is no action here: send `METHOD /template` as `/api/v1/apis` has it");
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
        Endpoint endpoint = endpoint(asOf, request);
        return switch (Engine.decide(asOf.view(), caller, request, asOf.now())) {
            case Decision.Allow(var api, var action, var space) -> new Act(there(endpoint), space.orElse(null));
            case Decision.Forbidden(var action, var space, var missing) -> new Act(there(endpoint), space.orElse(null));
            case Decision.HiddenSpace(var action, var parameter, var space) ->
                SpaceId.ifWellFormed(space)
                        .<Target>map(named -> new Act(there(endpoint), named))
                        .orElseGet(() -> turned(Reason.SPACE_NOT_REACHED, NO_SUCH_ID, endpoint));
            case Decision.UnclearSpace(var reason, var action, var parameter) ->
                turned(
                        reason,
                        "parameter `" + parameter.name() + "` names the space and must stand there once",
                        endpoint);
            case Decision.OtherMethod(var allow) ->
                new Turned(
                        Outcome.denied(Reason.METHOD_NOT_ALLOWED, "the path has no action of this method")
                                .allowing(List.copyOf(allow)),
                        null);
            case Decision.UnknownPath() -> unknownPath(asOf, request);
            case Decision.Unauthenticated(var reason) -> turned(reason, "the caller does not stand", endpoint);
            case Decision.Undecided(var reason) -> turned(reason, "not enough is known", endpoint);
        };
    }

    private static @Nullable Endpoint endpoint(AsOf asOf, Request request) {
        Set<ApiId> enabled = asOf.view().tenant().tenancy().apis();
        return found(asOf.view().platform().catalogue().router().route(request.method(), request.path(), enabled));
    }

    private static @Nullable Endpoint found(Route route) {
        return route instanceof Route.Found(Endpoint endpoint) ? endpoint : null;
    }

    private static Endpoint there(@Nullable Endpoint endpoint) {
        if (endpoint == null) {
            throw new IllegalStateException("this is a bug: a request was decided that has no route");
        }
        return endpoint;
    }

    private static Target unknownPath(AsOf asOf, Request request) {
        Catalogue catalogue = asOf.view().platform().catalogue();
        Endpoint other = found(catalogue
                .router()
                .route(request.method(), request.path(), catalogue.apis().keySet()));
        return other == null ? turned(Reason.PATH_UNKNOWN, "no action has this path", null) : new Elsewhere(other);
    }

    private static Target turned(Reason reason, String text, @Nullable Endpoint endpoint) {
        return new Turned(Outcome.denied(reason, text), endpoint);
    }
}
