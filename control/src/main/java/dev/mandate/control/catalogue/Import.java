package dev.mandate.control.catalogue;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Text;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.log.State;
import dev.mandate.control.openapi.DocumentRefused;
import dev.mandate.control.openapi.Finding;
import dev.mandate.control.openapi.OpenApiDocument;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.protocol.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAPI document makes of an API: new actions pending, known ones under their ids, those that left it retired.
 *
 * @param api as it will stand
 * @param warnings what was left out or changed on the way
 */
record Import(Api api, List<Finding> warnings) {
    /**
     * What is imported.
     *
     * @param basePath in place of the document's
     */
    record Source(
            ApiId id,
            ApiKind kind,
            String upstream,
            @Nullable String basePath,
            OpenApiDocument document) {}

    /** What a document from outside makes. */
    static Import of(State state, Source source) {
        BuiltInApi.requireOther(source.id());
        Import imported = builtIn(state, source);
        ReservedPaths.requireFree(imported.api());
        return imported;
    }

    /** What a document of our own makes, which may stand at paths that are nobody else's. */
    static Import builtIn(State state, Source source) {
        Api known = Actions.find(state, source.id()).orElse(null);
        if (known != null && known.kind() != source.kind()) {
            throw Refusals.conflict(
                    "kind_fixed",
                    "api `" + source.id() + "` was imported with another kind: `kind` is fixed at the first import");
        }
        String basePath = basePath(source);
        List<Action> actions = new ActionMatch(state, known, source.kind()).matched(source.document(), basePath);
        Api api = new Api(source.id(), source.kind(), source.upstream(), basePath, offers(source.document()), actions);
        Overlaps.requireOrdered(state, api);
        return new Import(api, source.document().warnings());
    }

    private static String basePath(Source source) {
        String path = source.basePath() == null ? source.document().basePath() : source.basePath();
        String trimmed = path.equals("/") ? "" : path;
        boolean fits =
                trimmed.isEmpty() || (trimmed.startsWith("/") && !trimmed.endsWith("/") && !trimmed.contains("{"));
        if (!fits) {
            throw Refusals.malformed("basePath", "must begin with `/` and not end with it, without parameters");
        }
        return trimmed;
    }

    private static List<RoleOffer> offers(OpenApiDocument document) {
        return document.roles().stream()
                .map(name -> RoleOffer.derived(
                        new EntityRole(name), Set.copyOf(document.scopes().getOrDefault(name, List.of()))))
                .toList();
    }

    private static Stream<Action> served(Api api) {
        return api.actions().stream().filter(a -> a.status() != ActionStatus.RETIRED);
    }

    /** The entry's changes: none if the API stands so already. */
    List<Change> changes(State state) {
        boolean same = Actions.find(state, api.id()).filter(api::equals).isPresent();
        return same ? List.of() : List.of(new CatalogueChange.ApiImported(api));
    }

    List<String> pendingKeys() {
        return api.actions().stream()
                .filter(a -> a.status() == ActionStatus.PENDING)
                .map(a -> a.key().toString())
                .sorted()
                .toList();
    }

    /** The pending actions that an activation names. */
    static Set<ActionId> pending(Api api, @Nullable Object named) {
        Map<String, Action> byKey =
                served(api).collect(Collectors.toMap(a -> a.key().toString(), a -> a));
        Collection<Action> wanted = new ArrayList<>();
        switch (named) {
            case String all when all.equals("all") -> wanted.addAll(byKey.values());
            case List<?> keys -> {
                for (Object key : keys) {
                    Action action = byKey.get(String.valueOf(key));
                    if (action == null) {
                        throw Refusals.malformed(
                                "actions", "names no action of the api: `" + Text.shown(String.valueOf(key)) + "`");
                    }
                    wanted.add(action);
                }
            }
            case null, default -> throw Refusals.malformed("actions", "must be `\"all\"` or a list of action keys");
        }
        return wanted.stream()
                .filter(a -> a.status() == ActionStatus.PENDING)
                .map(Action::id)
                .collect(Collectors.toSet());
    }

    static Refusal refused(DocumentRefused e) {
        List<Map<String, String>> errors = e.problems().stream()
                .map(f -> Map.of("field", "document" + f.field(), "message", f.message()))
                .toList();
        Finding first = e.problems().getFirst();
        return new Refusal(Problem.of(
                        400,
                        "invalid_document",
                        "Bad Request",
                        first.field().isEmpty() ? first.message() : "`" + first.field() + "` " + first.message())
                .with("errors", errors));
    }
}
