package dev.mandate.engine;

/**
 * Why a request was not allowed. The caller sees the {@linkplain #code() code}. The name is more specific; only users
 * who may read the tenant's decisions see it. Both are stable.
 */
public enum Reason {
    /** Two parsers could read the request as two different requests. */
    MALFORMED_REQUEST(400, "malformed_request"),
    /** No credential was sent. */
    CREDENTIAL_MISSING(401, "credential_missing"),
    /** The token was not issued here, has expired, or is not valid yet. */
    TOKEN_INVALID(401, "invalid_token"),
    /** The token is valid, but for the other audience: partner APIs or management. */
    TOKEN_FOR_ANOTHER_DOOR(401, "invalid_token"),
    /** The log lost its tail after the token was issued, so the token's revision no longer exists. */
    REVISION_LOST(401, "invalid_token"),
    TENANT_SUSPENDED(401, "invalid_token"),
    APP_UNKNOWN(401, "invalid_token"),
    APP_DISABLED(401, "invalid_token"),
    USER_UNKNOWN(401, "invalid_token"),
    USER_DISABLED(401, "invalid_token"),
    /** The secret or key with which the token was obtained was withdrawn or has expired. */
    CREDENTIAL_WITHDRAWN(401, "invalid_token"),
    /** The tenant was suspended after the token was issued. */
    TENANT_TOKENS_REVOKED(401, "invalid_token"),
    /** After the token was issued, the app was disabled, its tokens were revoked, or its on-behalf user changed. */
    APP_TOKENS_REVOKED(401, "invalid_token"),
    /** After the token was issued, the user was disabled or its tokens were revoked. */
    USER_TOKENS_REVOKED(401, "invalid_token"),
    /** This one token was revoked. */
    TOKEN_REVOKED(401, "invalid_token"),
    /** The app now acts on behalf of another user. */
    ON_BEHALF_CHANGED(401, "invalid_token"),
    /** No action of an API that the tenant has enabled has this path. */
    PATH_UNKNOWN(404, "not_found"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed"),
    /** The request repeats the parameter that names the space, or spells it in a way that parsers read differently. */
    SPACE_REPEATED(400, "space_repeated"),
    /** The request omits the required parameter that names the space. */
    SPACE_MISSING(400, "space_missing"),
    /** The user does not reach the space, or no space of this kind has the name. */
    SPACE_NOT_REACHED(404, "not_found"),
    /** The user does not hold the action. */
    ACTION_NOT_PERMITTED(403, "action_not_permitted"),
    /** The upstream found the resource in the caller's tenant, outside the caller's spaces. */
    OUTSIDE_SPACES(404, "not_found"),
    /** The upstream found no such resource in the caller's tenant. */
    NO_SUCH_RESOURCE(404, "not_found"),
    /** The state age exceeds the bound. */
    STATE_STALE(503, "undecided"),
    /** The state is behind the revision that the token or the request demands. */
    STATE_BEHIND(503, "undecided");

    private final int status;
    private final String code;

    Reason(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** Returns the HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Returns the code that the caller sees. Reasons share a code where a difference would disclose information. */
    public String code() {
        return code;
    }
}
