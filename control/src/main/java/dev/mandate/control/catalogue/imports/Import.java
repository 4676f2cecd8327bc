package dev.mandate.control.catalogue.imports;

import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Difference;
import dev.mandate.control.catalogue.action.HolderWarnings;
import dev.mandate.control.catalogue.action.Setting;
import dev.mandate.control.catalogue.action.Unspaced;
import dev.mandate.control.catalogue.compare.CatalogueDiff;
import dev.mandate.control.catalogue.compare.Overlaps;
import dev.mandate.control.catalogue.compare.RerouteSearch;
import dev.mandate.control.catalogue.compare.Reroutes;
import dev.mandate.control.catalogue.compare.ReservedPathCheck;
import dev.mandate.control.catalogue.compare.SpellingConflicts;
import dev.mandate.control.catalogue.compare.Templates;
import dev.mandate.control.catalogue.survey.RoleBearers;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAPI document makes of an API: new actions pending, known ones under their ids, those that left it retired.
 *
 * @param known the API before; null at the first import
 * @param api as it will be
 * @param others APIs of which actions become pending
 * @param basePath where its base path comes from
 * @param reroutes requests that go to another action
 * @param warnings what was left out or changed on the way
 * @param proposal entity roles to list, if nobody could hold anything
 */
public record Import(
        @Nullable Api known,
        Api api,
        List<Other> others,
        BasePath basePath,
        Reroutes reroutes,
        List<Finding> warnings,
        Optional<RoleProposal> proposal) {
    /** The format of the log that remembers where a base path comes from. */
    private static final int REMEMBERS_BASE_PATH = 3;

    /** Another API, as it was and as it will be. */
    public record Other(Api before, Api after) {}

    /**
     * What is imported. Settings outside of the document stay as they are unless they are named.
     *
     * @param kind required at the first import
     * @param upstream required at the first import
     */
    public record Source(
            ApiId id,
            Optional<ApiKind> kind,
            Optional<String> upstream,
            BasePath.Wanted basePath,
            OpenApiDocument document) {}

    /**
     * What a document from outside makes.
     *
     * @param bearers who may hold the entity roles that the document lists
     */
    public static Import of(CommandState state, Source source, RoleBearers bearers) {
        BuiltInApi.requireOther(source.id());
        Names.requireDistinct(
                state.platform(), new Thing(Thing.Kind.API, source.id().value()), "api");
        requireOperations(source.document());
        Templates templates = new Templates();
        Import imported = made(state, source, bearers, templates);
        imported.others().forEach(other -> BuiltInApi.requireUngranted(other.after()));
        return imported.warned(ReservedPathCheck.check(templates, imported.api()))
                .warned(LikeNames.warnings(source.document()))
                .warned(HolderWarnings.warnings(imported.api()));
    }

    /** What a document of our own makes, which may stand at paths that are nobody else's. */
    static Import builtIn(CommandState state, Source source) {
        return made(state, source, RoleBearers.none(), new Templates());
    }

    private static Import made(CommandState state, Source source, RoleBearers bearers, Templates templates) {
        Catalogue catalogue = state.view().platform().catalogue();
        Api known = Actions.find(state, source.id()).orElse(null);
        ApiKind kind = kind(known, source);
        String upstream = source.upstream()
                .or(() -> Optional.ofNullable(known).map(Api::upstream))
                .orElseThrow(() -> Refusals.malformed("upstream", "is required at the first import"));
        BasePath basePath = BasePath.of(state, known, source);
        List<RoleOffer> offers = offers(source.document());
        NewGrants grants =
                new NewGrants(catalogue.apis(), source.id(), kind == ApiKind.ENTITY ? offers : List.of(), bearers);
        List<Action> actions = new ActionMatch(state, known, grants, templates)
                .matched(source.document(), basePath.path(), new Demands(kind));
        Api api = new Api(source.id(), kind, upstream, basePath.path(), offers, actions);
        List<Finding> overlaps = Overlaps.check(templates, catalogue, api);
        SpellingConflicts.check(templates, catalogue, api);
        Optional<RoleProposal> proposal =
                kind == ApiKind.ENTITY ? RoleProposal.of(source.document()) : Optional.empty();
        Reroutes reroutes = known == null
                ? Reroutes.NONE
                : RerouteSearch.of(
                        templates, new CatalogueDiff.Side(catalogue, known), new CatalogueDiff.Side(catalogue, api));
        List<Finding> warnings = warnings(source, basePath, proposal);
        return new Import(known, api, others(state, grants), basePath, reroutes, warnings, proposal)
                .warned(overlaps)
                .warned(reroutes.warnings())
                .warned(Unspaced.warnings(known, api));
    }

    private static List<Other> others(CommandState state, NewGrants grants) {
        return grants.others().stream()
                .map(after -> new Other(Actions.require(state, after.id()), after))
                .toList();
    }

    private static ApiKind kind(@Nullable Api known, Source source) {
        if (known == null) {
            return source.kind()
                    .orElseThrow(
                            () -> Refusals.malformed("kind", "is required at the first import: `switch` or `entity`"));
        }
        if (source.kind().filter(k -> k != known.kind()).isPresent()) {
            throw Refusal.of(
                    ProblemCode.KIND_FIXED,
                    "api `" + source.id() + "` was imported with kind `"
                            + known.kind().name().toLowerCase(Locale.ROOT)
                            + "`, which is fixed: leave `kind` out, or import under another id");
        }
        return known.kind();
    }

    private Import warned(List<Finding> more) {
        List<Finding> all = Stream.concat(warnings.stream(), more.stream()).toList();
        return new Import(known, api, others, basePath, reroutes, all, proposal);
    }

    private static void requireOperations(OpenApiDocument document) {
        if (ActionMatch.served(document).isEmpty()) {
            throw refused(List.of(new Finding(
                    "/paths",
                    "has no operation that a gateway could forward: webhooks and callbacks are calls of your own, and"
                            + " `trace` is never forwarded")));
        }
    }

    private static List<Finding> warnings(Source source, BasePath basePath, Optional<RoleProposal> proposal) {
        OpenApiDocument document = source.document();
        List<Finding> warnings = new ArrayList<>(document.warnings());
        boolean stays = source.basePath() instanceof BasePath.Wanted.AsBefore && !basePath.ofDocument();
        boolean readable = document.basePathProblems().isEmpty();
        if (stays && readable && !basePath.path().equals(document.basePath())) {
            warnings.add(new Finding(
                    "/servers",
                    "the base path stays " + shown(basePath.path()) + ", as an import set it: the document's is "
                            + shown(document.basePath())
                            + "; import with `basePath` null (`--document-base-path`) to follow the document"));
        }
        proposal.ifPresent(p -> warnings.add(new Finding(
                "/x-mandate/roles",
                "lists no entity role, so nobody can hold an action that needs one: list roles, such as those of"
                        + " `proposedRoles`")));
        return List.copyOf(warnings);
    }

    private static String shown(String basePath) {
        return basePath.isEmpty() ? "none" : "`" + basePath + "`";
    }

    /** The entity roles that a document lists. */
    public static List<EntityRole> roles(OpenApiDocument document) {
        return document.roles().stream().map(EntityRole::new).toList();
    }

    private static List<RoleOffer> offers(OpenApiDocument document) {
        return roles(document).stream()
                .map(role ->
                        RoleOffer.derived(role, Set.copyOf(document.scopes().getOrDefault(role.name(), List.of()))))
                .toList();
    }

    /** The entry's changes: none if the API is so already. */
    public List<Change> changes(CommandState state, Source source) {
        List<Change> changes = new ArrayList<>();
        if (!api.equals(known)) {
            changes.add(new CatalogueChange.ApiImported(api));
        }
        others.forEach(other -> changes.add(new CatalogueChange.ApiImported(other.after())));
        boolean asked = source.basePath() instanceof BasePath.Wanted.OfDocument;
        boolean remembers = state.view().platform().catalogue().format() >= REMEMBERS_BASE_PATH;
        if (basePath.ofDocument() != BasePath.follows(state, api.id()) && (asked || remembers)) {
            changes.add(new CatalogueChange.BasePathSet(
                    api.id(), basePath.ofDocument() ? Optional.empty() : Optional.of(basePath.path())));
        }
        return changes;
    }

    /** The APIs before whose actions are concerned, or the new one. */
    List<Api> concerned() {
        return Stream.concat(
                        Stream.of(known == null ? api : known), others.stream().map(Other::before))
                .toList();
    }

    /** Whether somebody may lose something, or may make requests that somebody else's right was for. */
    public boolean mustBeAllowed() {
        return difference().takesAway() || reroutes.mayWiden();
    }

    /** What becomes of its actions, and of those of the other APIs. */
    public Difference difference() {
        Difference difference = Difference.of(known, api);
        for (Other other : others) {
            difference = difference.pendingToo(
                    Difference.of(other.before(), other.after()).pendingAgain());
        }
        return difference;
    }

    /** Returns what changes of the API itself: upstream, base path and entity roles. */
    public List<Setting> settings() {
        return Setting.changed(known, api);
    }

    /** The actions of the document. */
    public List<Action> served() {
        return api.actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED)
                .toList();
    }

    /** How many of them name no space, so that the decision passes any. */
    public int spaceless() {
        return Math.toIntExact(
                served().stream().filter(a -> a.space().isEmpty()).count());
    }

    public List<String> pendingKeys() {
        return api.actions().stream()
                .filter(a -> a.status() == ActionStatus.PENDING)
                .map(a -> a.key().toString())
                .sorted()
                .toList();
    }

    static Refusal refused(DocumentRefused e) {
        return refused(e.problems());
    }

    static Refusal refused(List<Finding> problems) {
        List<Map<String, String>> errors = problems.stream()
                .map(f -> Map.of("field", "document" + f.field(), "message", f.message()))
                .toList();
        Finding first = problems.getFirst();
        return new Refusal(Problem.of(
                        ProblemCode.INVALID_DOCUMENT,
                        first.field().isEmpty() ? first.message() : "`" + first.field() + "` " + first.message())
                .with("errors", errors));
    }
}
