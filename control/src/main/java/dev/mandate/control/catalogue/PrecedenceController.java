package dev.mandate.control.catalogue;

import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.catalogue.CatalogueCommand.SetPrecedences;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.survey.Gains;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.computation.Computations;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/apis/{id}/precedence}: which of two overlapping actions has a request that both match. What is set here
 * counts in place of the document's precedence, and over later imports, until it is set again.
 */
@RestController
final class PrecedenceController {
    private final Management management;
    private final ApiSettings settings;
    private final Computations computations;

    PrecedenceController(Management management, ApiSettings settings, Computations computations) {
        this.management = management;
        this.settings = settings;
        this.computations = computations;
    }

    @GetMapping("/api/v1/apis/{id}/precedence")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        return management.read(call, state -> Reply.ok(set(state, api), CatalogueCommand.thing(api)));
    }

    @PatchMapping("/api/v1/apis/{id}/precedence")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> set(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        SequencedMap<String, Optional<Integer>> wanted = wanted(call.readMapWithNulls());
        Gains gains = gains(call, api, wanted);
        return management.write(
                call,
                new SetPrecedences(api, wanted),
                (state, ordering) ->
                        Reply.ok(PrecedencesView.of(set(state, api), ordering, gains), CatalogueCommand.thing(api)));
    }

    private static SequencedMap<String, Optional<Integer>> wanted(Map<String, @Nullable Object> body) {
        if (body.isEmpty() || body.size() > Entry.MOST_CHANGES) {
            throw Refusals.malformed("", "name 1 to " + Entry.MOST_CHANGES + " actions with a whole number or null");
        }
        SequencedMap<String, Optional<Integer>> wanted = new LinkedHashMap<>();
        body.forEach((key, value) -> wanted.put(key, precedence(key, value)));
        return wanted;
    }

    private static Optional<Integer> precedence(String key, @Nullable Object value) {
        return switch (value) {
            case Integer precedence -> Optional.of(precedence);
            case null -> Optional.empty();
            default -> throw Refusals.malformed(Text.shown(key), "must be a whole number, or null for the document's");
        };
    }

    /** Asked before the command, which looks at no other stream. */
    private Gains gains(Call call, ApiId id, SequencedMap<String, Optional<Integer>> wanted) {
        return computations.survey(
                settings.mostSurveyed(),
                budget -> management.foreseen(call, Gains.UNASKED, state -> {
                    Ordering ordering = Ordering.of(state, Actions.require(state, id), wanted);
                    return Gains.of(
                            state.view().platform(), ordering.reroutes(), TenantSurvey.of(management, call, budget));
                }));
    }

    /**
     * The answer to a change.
     *
     * @param precedences by key, what is set now
     * @param rerouted requests that go to another action by it, with who can make them and could not before, at most 100
     * @param cut whether these counts are lower bounds, as not all tenants were asked
     * @param warnings what the document's import would warn of
     */
    record PrecedencesView(
            SortedMap<String, Integer> precedences, List<RerouteView> rerouted, boolean cut, List<Finding> warnings) {
        static PrecedencesView of(SortedMap<String, Integer> set, Ordering ordering, Gains gains) {
            return new PrecedencesView(
                    set, RerouteView.of(ordering.reroutes(), gains), gains.cut(), ordering.warnings());
        }
    }

    /** By key of the action, what is set. */
    private static SortedMap<String, Integer> set(CommandState state, ApiId id) {
        Map<ActionId, Integer> precedences = state.view().platform().catalogue().precedences();
        SortedMap<String, Integer> set = new TreeMap<>();
        Actions.require(state, id).actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED && precedences.containsKey(a.id()))
                .forEach(a -> set.put(a.key().toString(), precedences.get(a.id())));
        return set;
    }
}
