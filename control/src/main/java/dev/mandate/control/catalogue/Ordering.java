package dev.mandate.control.catalogue;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.compare.CatalogueDiff;
import dev.mandate.control.catalogue.compare.Overlaps;
import dev.mandate.control.catalogue.compare.RerouteSearch;
import dev.mandate.control.catalogue.compare.Reroutes;
import dev.mandate.control.catalogue.compare.Templates;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.state.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What setting precedences does at one state of the API.
 *
 * @param changes of the entry: none if all are set so already
 * @param reroutes requests that go to another action
 * @param warnings of them, and of the pairs that nothing orders afterwards
 */
record Ordering(List<Change> changes, Reroutes reroutes, List<Finding> warnings) {
    /**
     * Returns what setting the precedences does.
     *
     * @param wanted by action key; empty leaves it to the document again
     * @throws dev.mandate.control.log.command.Refusal 400 for a key that is none, 409 if two APIs are left without order
     */
    static Ordering of(CommandState state, Api api, SequencedMap<String, Optional<Integer>> wanted) {
        Catalogue before = state.view().platform().catalogue();
        Map<ActionId, Integer> then = new HashMap<>(before.precedences());
        List<Change> changes = new ArrayList<>();
        wanted.forEach((key, value) -> {
            ActionId action = action(api, key).id();
            Optional<Integer> was =
                    Optional.ofNullable(value.isPresent() ? then.put(action, value.get()) : then.remove(action));
            if (!was.equals(value)) {
                changes.add(new CatalogueChange.PrecedenceSet(api.id(), action, value.orElse(null)));
            }
        });
        Catalogue after = before.withPrecedences(then);
        Templates templates = new Templates();
        List<Finding> overlaps = Overlaps.check(templates, after, api);
        Reroutes reroutes =
                RerouteSearch.of(templates, new CatalogueDiff.Side(before, api), new CatalogueDiff.Side(after, api));
        return new Ordering(
                changes,
                reroutes,
                Stream.concat(overlaps.stream(), reroutes.warnings().stream()).toList());
    }

    private static Action action(Api api, String key) {
        return Actions.served(api, key)
                .orElseThrow(() -> Refusals.malformed("", "`" + Text.shown(key) + "` is no action of the api"));
    }
}
