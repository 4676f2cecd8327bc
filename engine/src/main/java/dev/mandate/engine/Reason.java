package dev.mandate.engine;

/**
 * Why a request was not allowed. The caller is told the {@linkplain #code() code}; the name, which tells more, is for those
 * who may read the tenant's decisions. Both are stable.
 */
public enum Reason {
    /** Two readers could take the request for two things. */
    MALFORMED_REQUEST(400, "malformed_request"),
    /** No credential was sent. */
    CREDENTIAL_MISSING(401, "credential_missing"),
    /** The token was not issued here, or is expired or not yet valid. */
    TOKEN_INVALID(401, "invalid_token"),
    /** The token is valid, but its audience is the other API: partner APIs, or management. */
    TOKEN_FOR_ANOTHER_DOOR(401, "invalid_token"),
    /** The log lost its tail: the token is of a revision that never was. */
    REVISION_LOST(401, "invalid_token"),
    TENANT_SUSPENDED(401, "invalid_token"),
    APP_UNKNOWN(401, "invalid_token"),
    APP_DISABLED(401, "invalid_token"),
    USER_UNKNOWN(401, "invalid_token"),
    USER_DISABLED(401, "invalid_token"),
    /** The secret or key that obtained the token was withdrawn or has ended. */
    CREDENTIAL_WITHDRAWN(401, "invalid_token"),
    /** The tenant was suspended after the token was issued. */
    TENANT_TOKENS_REVOKED(401, "invalid_token"),
    /** The app was disabled, or its tokens were revoked, or its on-behalf user changed, after the token was issued. */
    APP_TOKENS_REVOKED(401, "invalid_token"),
    /** The user was disabled, or its tokens were revoked, after the token was issued. */
    USER_TOKENS_REVOKED(401, "invalid_token"),
    /** This one token was revoked. */
    TOKEN_REVOKED(401, "invalid_token"),
    /** The app acts on behalf of another user now. */
    ON_BEHALF_CHANGED(401, "invalid_token"),
    /** No action of an API that the tenant has enabled has this path. */
    PATH_UNKNOWN(404, "not_found"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed"),
    /** The parameter that names the space is there more than once, or in a spelling that readers take differently. */
    SPACE_REPEATED(400, "space_repeated"),
    /** The parameter that names the space is required and absent. */
    SPACE_MISSING(400, "space_missing"),
    /** The user does not reach the space, or there is none of this kind. */
    SPACE_NOT_REACHED(404, "not_found"),
    /** The user's rights do not hold the action. */
    ACTION_NOT_PERMITTED(403, "action_not_permitted"),
    /** The upstream found a resource of the caller's tenant outside the caller's spaces. */
    OUTSIDE_SPACES(404, "not_found"),
    /** The upstream found no such resource in the caller's tenant. */
    NO_SUCH_RESOURCE(404, "not_found"),
    /** What is known of the log is older than the bound. */
    STATE_STALE(503, "undecided"),
    /** What is known of the log is older than the token or the request demands. */
    STATE_BEHIND(503, "undecided");

    private final int status;
    private final String code;

    Reason(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** What the caller is told; several reasons share one where telling them apart would disclose something. */
    public String code() {
        return code;
    }
}
