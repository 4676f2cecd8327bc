package dev.mandate.control.catalogue;

import dev.mandate.control.openapi.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Warns of actions that named a space and do not any more: activated again, whoever holds one has it in any space. */
final class Unspaced {
    private static final int MOST_WARNED = 100;

    private Unspaced() {}

    static List<Finding> warnings(@Nullable Api before, Api after) {
        if (before == null) {
            return List.of();
        }
        Map<ActionId, Action> now = after.actions().stream().collect(Collectors.toMap(Action::id, Function.identity()));
        return before.actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED && a.space().isPresent())
                .filter(a -> isUnspaced(now.get(a.id())))
                .limit(MOST_WARNED)
                .map(a -> new Finding(
                        "",
                        "`" + a.key()
                                + "` names its space no more: it is pending, and once it is activated, whoever holds it"
                                + " has it in any space, unless the api checks"))
                .toList();
    }

    private static boolean isUnspaced(@Nullable Action action) {
        return action != null
                && action.status() == ActionStatus.PENDING
                && action.space().isEmpty();
    }
}
