package dev.mandate.control.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.compare.Overlaps;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Need;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is shown.
 *
 * @param movedFrom keys of retired actions whose switches it takes over if the platform confirms it; absent without any
 * @param precedence in force: what was set, else the document's
 * @param overlaps other actions that match some of the same requests, with neither more specific
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionView(
        int id,
        String key,
        String status,
        List<String> modules,
        List<Need> needs,
        boolean self,
        boolean administrators,
        @Nullable Map<String, String> space,
        @Nullable String operationId,
        @Nullable List<String> movedFrom,
        int precedence,
        List<Overlaps.Overlap> overlaps) {
    /** With what of the proposed moves and of the overlaps is about it. */
    static ActionView of(Action action, List<Move> moves, List<Overlaps.Overlap> overlaps) {
        List<String> from = moves.stream()
                .filter(m -> m.to().id().equals(action.id()))
                .map(m -> m.from().key().toString())
                .toList();
        return new ActionView(
                action.id().value(),
                action.key().toString(),
                action.status().name(),
                action.modules(),
                action.demand().needs().stream()
                        .sorted(Comparator.comparing(Need::entity).thenComparing(Need::operation))
                        .toList(),
                action.demand().self(),
                action.demand().administrators(),
                action.space()
                        .map(s -> Map.of(
                                "in",
                                s.in().name().toLowerCase(Locale.ROOT),
                                "name",
                                s.name(),
                                "kind",
                                s.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')))
                        .orElse(null),
                action.operationId().orElse(null),
                from.isEmpty() ? null : from,
                action.precedence(),
                overlaps);
    }
}
