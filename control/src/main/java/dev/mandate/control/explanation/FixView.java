package dev.mandate.control.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A way out of a denial.
 *
 * @param changes in the log's own form
 * @param text what holds afterwards
 * @param calls of the management API that make these changes, in this order
 * @param triples of user, action and space that become allowed
 * @param users for whom anything changes
 * @param cut whether both numbers are lower bounds
 */
record FixView(List<JsonNode> changes, String text, List<Call> calls, long triples, long users, boolean cut) {
    /**
     * One call of the management API.
     *
     * @param ifMatch what to send as {@code If-Match}, where the body is the whole of a list; null where it is not
     * @param body null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Call(
            String method,
            String path,
            @Nullable String ifMatch,
            @Nullable Object body) {
        static Call of(String method, String path, @Nullable Object body) {
            return new Call(method, path, null, body);
        }
    }
}
