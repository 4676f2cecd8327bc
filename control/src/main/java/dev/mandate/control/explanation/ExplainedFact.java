package dev.mandate.control.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.history.ChangeOrigin;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.change.ChangeForm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One fact of an explanation, with the entry that made it true.
 *
 * @param link what it ties together, such as {@code role} or {@code group}
 * @param text the fact as half a sentence
 * @param change as the log has it; null for what follows from a whole document
 * @param log {@code platform} if the entry is of the platform's log; null for the tenant's own
 * @param note whether the answer names who did it, as {@link ChangeOrigin.Trace}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExplainedFact(
        String link,
        String text,
        @Nullable JsonNode change,
        @Nullable String log,
        @Nullable Long revision,
        @Nullable String at,
        @Nullable String actor,
        @Nullable String note) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ExplainedFact of(String link, String text, @Nullable Change change, ChangeOrigin origin) {
        boolean platform = origin.log().equals(TenantId.PLATFORM);
        return new ExplainedFact(
                link,
                text,
                change == null ? null : json(change),
                platform ? origin.log().value() : null,
                origin.revision(),
                origin.at() == null ? null : origin.at().toString(),
                origin.actor(),
                origin.trace().name());
    }

    /** A fact that no entry made so, since nothing was ever done about it. */
    static ExplainedFact bare(String link, String text) {
        return new ExplainedFact(link, text, null, null, null, null, null, null);
    }

    /** A change in the log's own form. */
    static JsonNode json(Change change) {
        return JSON.readTree(ChangeForm.write(List.of(change)).toByteArray()).path(0);
    }
}
