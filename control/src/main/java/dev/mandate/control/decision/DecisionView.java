package dev.mandate.control.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.engine.Reason;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A recorded decision as its owner sees it.
 *
 * @param code of the problem that the caller got
 * @param reason of the denial, finer than the code
 * @param explanation the reason as a sentence
 * @param cut the members of which only the beginning was recorded; null if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionView(
        String id,
        Instant at,
        int status,
        String code,
        String reason,
        String explanation,
        int step,
        @Nullable String app,
        @Nullable String user,
        String method,
        @Nullable String path,
        @Nullable String action,
        @Nullable String space,
        @Nullable String revision,
        @Nullable List<String> cut) {
    public static DecisionView of(DecisionRecord kept) {
        return new DecisionView(
                kept.id(),
                Instant.ofEpochMilli(kept.at()),
                kept.status(),
                kept.code(),
                kept.reason().toLowerCase(Locale.ROOT),
                explanation(kept),
                kept.step(),
                kept.app(),
                kept.user(),
                kept.method(),
                kept.path(),
                kept.action(),
                kept.space(),
                kept.position(),
                kept.cut());
    }

    /** Returns the sentence; a gateway of a later version may name a reason that this release does not know. */
    private static String explanation(DecisionRecord kept) {
        return Arrays.stream(Reason.values())
                .filter(r -> r.name().equals(kept.reason()))
                .findFirst()
                .map(r -> ReasonText.of(r, kept))
                .orElse("the gateway gave the reason " + kept.reason());
    }
}
