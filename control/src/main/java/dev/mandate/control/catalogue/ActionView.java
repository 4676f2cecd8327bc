package dev.mandate.control.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Need;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action as it is shown. */
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
        @Nullable String operationId) {
    static ActionView of(Action action) {
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
                action.operationId().orElse(null));
    }
}
