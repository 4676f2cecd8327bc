package dev.mandate.control.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.engine.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a decision comes to.
 *
 * @param allowed whether the call goes through: the right is held, and tenant, app, user and credential are active
 * @param code the problem's code in the answer; null if allowed
 * @param reason the same in more detail
 * @param text as a sentence
 * @param allow for 405, the methods that the path has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(
        boolean allowed,
        int status,
        @Nullable String code,
        @Nullable String reason,
        String text,
        @Nullable List<String> allow) {
    static Outcome allowed(String text) {
        return new Outcome(true, 200, null, null, text, null);
    }

    static Outcome denied(Reason reason, String text) {
        return new Outcome(false, reason.status(), reason.code(), reason.name().toLowerCase(Locale.ROOT), text, null);
    }

    Outcome saying(String other) {
        return new Outcome(allowed, status, code, reason, other, allow);
    }

    Outcome allowing(List<String> methods) {
        return new Outcome(allowed, status, code, reason, text, methods);
    }
}
