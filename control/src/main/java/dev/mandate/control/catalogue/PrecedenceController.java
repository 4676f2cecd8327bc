package dev.mandate.control.catalogue;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.Text;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.state.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    PrecedenceController(Management management) {
        this.management = management;
    }

    @GetMapping("/api/v1/apis/{id}/precedence")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        return management.read(call, state -> Reply.ok(set(state, api), thing(api)));
    }

    @PatchMapping("/api/v1/apis/{id}/precedence")
    ResponseEntity<byte[]> set(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        Map<String, @Nullable Object> wanted = call.readMapWithNulls();
        if (wanted.isEmpty() || wanted.size() > Entry.MOST_CHANGES) {
            throw Refusals.malformed("", "name 1 to " + Entry.MOST_CHANGES + " actions with a whole number or null");
        }
        return management.write(
                call,
                thing(api),
                (state, manager) -> {
                    manager.requireOperator();
                    BuiltInApi.requireOther(api);
                    return Proposal.of(changes(state, Actions.require(state, api), wanted));
                },
                (state, done) -> Reply.ok(set(state, api), thing(api)));
    }

    private static List<Change> changes(State state, Api api, Map<String, @Nullable Object> wanted) {
        Catalogue catalogue = state.view().platform().catalogue();
        Map<ActionId, Integer> then = new HashMap<>(catalogue.precedences());
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> one : wanted.entrySet()) {
            ActionId action = action(api, one.getKey()).id();
            Integer precedence = precedence(one.getKey(), one.getValue());
            if (!Objects.equals(catalogue.precedences().get(action), precedence)) {
                changes.add(new CatalogueChange.PrecedenceSet(api.id(), action, precedence));
                if (precedence == null) {
                    then.remove(action);
                } else {
                    then.put(action, precedence);
                }
            }
        }
        Overlaps.check(catalogue.withPrecedences(then), api);
        return changes;
    }

    private static Action action(Api api, String key) {
        return Actions.served(api, key)
                .orElseThrow(() -> Refusals.malformed("", "`" + Text.shown(key) + "` is no action of the api"));
    }

    private static @Nullable Integer precedence(String key, @Nullable Object value) {
        if (value != null && !(value instanceof Integer)) {
            throw Refusals.malformed(Text.shown(key), "must be a whole number, or null for the document's");
        }
        return (Integer) value;
    }

    /** By key of the action, what is set. */
    private static SortedMap<String, Integer> set(State state, ApiId id) {
        Map<ActionId, Integer> precedences = state.view().platform().catalogue().precedences();
        SortedMap<String, Integer> set = new TreeMap<>();
        Actions.require(state, id).actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED && precedences.containsKey(a.id()))
                .forEach(a -> set.put(a.key().toString(), precedences.get(a.id())));
        return set;
    }

    private static Thing thing(ApiId api) {
        return new Thing(Thing.Kind.API, api.value());
    }
}
