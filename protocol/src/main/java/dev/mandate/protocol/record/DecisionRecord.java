package dev.mandate.protocol.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision as it came out, sent by a gateway to the control plane. What is not known at the step that answered is
 * null.
 *
 * @param id the decision's id: 22 characters of base64url, 128 random bits
 * @param at when it was decided, in milliseconds since the epoch
 * @param position {@code <tenant>.<platform>} revisions that it was decided at
 * @param method the request's method
 * @param path its canonical path, without the query
 * @param action the action's key
 * @param space the space that the request, or the upstream, named
 * @param step the step of the decision that answered, 0 to 7
 * @param code what the caller was told
 * @param reason the name of the {@code Reason}, which tells more
 */
public record DecisionRecord(
        String id,
        long at,
        @Nullable String tenant,
        @Nullable String app,
        @Nullable String user,
        @Nullable String position,
        String method,
        @Nullable String path,
        @Nullable String action,
        @Nullable String space,
        int step,
        int status,
        String code,
        String reason) {
    public DecisionRecord {
        Objects.requireNonNull(id);
        Objects.requireNonNull(method);
        Objects.requireNonNull(code);
        Objects.requireNonNull(reason);
    }
}
