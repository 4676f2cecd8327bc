package dev.mandate.control.audit;

import dev.mandate.control.directory.Mention;
import dev.mandate.control.directory.Mentions;
import dev.mandate.control.directory.Thing;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.state.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of the actions that changes name by number. Reads the catalogue at most once for a page of entries. For one thread. */
final class ActionNames {
    private final Catalogue catalogue;
    private @Nullable Map<ActionId, String> keys;

    ActionNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns the key of each action that the changes name, by its number; null if they name none that the catalogue has. */
    @Nullable
    SortedMap<Integer, String> of(List<Change> changes) {
        Set<ActionId> named = changes.stream().flatMap(ActionNames::named).collect(Collectors.toSet());
        if (named.isEmpty()) {
            return null;
        }
        SortedMap<Integer, String> found = new TreeMap<>();
        for (ActionId action : named) {
            String key = keys().get(action);
            if (key != null) {
                found.put(action.value(), key);
            }
        }
        return found.isEmpty() ? null : found;
    }

    private Map<ActionId, String> keys() {
        Map<ActionId, String> known = keys;
        if (known == null) {
            Map<ActionId, String> read = new HashMap<>();
            catalogue.apis().values().stream()
                    .flatMap(api -> api.actions().stream())
                    .forEach(action -> read.put(action.id(), action.key().toString()));
            keys = read;
            known = read;
        }
        return known;
    }

    /** An imported API holds its actions with their keys. */
    private static Stream<ActionId> named(Change change) {
        return Mentions.of(change).all().stream()
                .map(Mention::thing)
                .filter(thing -> thing.kind() == Thing.Kind.ACTION)
                .map(thing -> new ActionId(Integer.parseInt(thing.id())));
    }
}
