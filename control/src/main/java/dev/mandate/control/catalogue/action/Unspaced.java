package dev.mandate.control.catalogue.action;

import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ActionId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Warns of actions that named a space and no longer do: activated again, or with a move confirmed, whoever holds one has it in any
 * space.
 */
public final class Unspaced {
    private static final int MOST_WARNED = 100;
    private static final String ANY = " has it in any space, unless the api checks";

    private Unspaced() {}

    public static List<Finding> warnings(@Nullable Api before, Api after) {
        return before == null
                ? List.of()
                : Stream.concat(again(before, after), moved(after))
                        .limit(MOST_WARNED)
                        .map(message -> new Finding("", message))
                        .toList();
    }

    private static Stream<String> again(Api before, Api after) {
        Map<ActionId, Action> now = after.actions().stream().collect(Collectors.toMap(Action::id, Function.identity()));
        return before.actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED && a.space().isPresent())
                .filter(a -> isUnspaced(now.get(a.id())))
                .map(a -> "`" + a.key()
                        + "` names its space no more: it is pending, and once it is activated, whoever holds it" + ANY);
    }

    /** Switches are carried in switch APIs alone. */
    private static Stream<String> moved(Api after) {
        return after.kind() != ApiKind.SWITCH
                ? Stream.empty()
                : Move.proposed(after).stream()
                        .filter(m -> m.from().space().isPresent() && isUnspaced(m.to()))
                        .map(m -> "`" + m.to().key() + "` names no space, as `"
                                + m.from().key()
                                + "` did, which may have moved there: if the move is confirmed, whoever held that"
                                + ANY);
    }

    private static boolean isUnspaced(@Nullable Action action) {
        return action != null
                && action.status() == ActionStatus.PENDING
                && action.space().isEmpty();
    }
}
