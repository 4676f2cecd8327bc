package dev.mandate.protocol.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision, sent by a gateway to the control plane. A member that was unknown at the step that answered is null.
 *
 * <p>INVARIANT: texts that the caller chose are cut to a bound, so that no caller determines the size of a record.
 *
 * @param id the decision's id: 22 characters of base64url, 128 random bits
 * @param at the time of the decision, in milliseconds since the epoch
 * @param position the revisions {@code <tenant>.<platform>} of the decision
 * @param method the request's method, at most 32 characters
 * @param path the canonical path without the query, at most 1,024 characters
 * @param action the action's key, at most 1,024 characters
 * @param space the space that the request or the upstream named, at most 128 characters
 * @param step the step that answered, 0 to 7
 * @param code the code that the caller saw
 * @param reason the name of the {@code Reason}, which is more specific
 * @param cut the names of members that were cut; null if none was
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
        String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> cut) {
    private static final int UNAUTHORIZED = 401;

    public DecisionRecord {
        TextLimits cutting = new TextLimits(cut);
        id = Objects.requireNonNull(cutting.text("id", id, TextLimits.NAME));
        tenant = cutting.text("tenant", tenant, TextLimits.NAME);
        app = cutting.text("app", app, TextLimits.NAME);
        user = cutting.text("user", user, TextLimits.NAME);
        position = cutting.text("position", position, TextLimits.NAME);
        method = Objects.requireNonNull(cutting.text("method", method, TextLimits.METHOD));
        path = cutting.text("path", path, TextLimits.PATH);
        action = cutting.text("action", action, TextLimits.PATH);
        space = cutting.text("space", space, TextLimits.SPACE);
        code = Objects.requireNonNull(cutting.text("code", code, TextLimits.NAME));
        reason = Objects.requireNonNull(cutting.text("reason", reason, TextLimits.NAME));
        cut = cutting.names();
    }

    /** A record with texts of any length, which are cut. */
    public DecisionRecord(
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
        this(id, at, tenant, app, user, position, method, path, action, space, step, status, code, reason, null);
    }

    /**
     * Returns whether the call was denied at steps 1 to 3 (401) with a token of a known app: revoked, or of a tenant, app, user or
     * credential that is no longer active, or for another API. Whoever holds such a token decides how many of these there are. No
     * member of the JSON, as its name is no getter's.
     */
    public boolean ofInactiveBearer() {
        return app != null && step >= 1 && step <= 3 && status == UNAUTHORIZED;
    }

    /** Returns whether the member was cut. */
    public boolean isCut(String member) {
        return cut != null && cut.contains(member);
    }

    /** Returns an upper bound for the record's bytes as JSON in UTF-8. */
    int bytes() {
        return TextLimits.bytes(id, tenant, app, user, position, method, path, action, space, code, reason);
    }
}
