package dev.mandate.protocol.problem;

import dev.mandate.engine.Reason;
import java.util.Locale;

/**
 * Every problem that a plane of Mandate answers: its stable code, its HTTP status, and the title of that status. What each
 * means and what to do about it is on its page, {@link ProblemTypes#PATH} with the code.
 */
public enum ProblemCode {
    /** The OpenAPI document cannot be imported. */
    INVALID_DOCUMENT(400),
    /** A parameter or the body is not what it must be. */
    INVALID_REQUEST(400),
    /** The request can be read in two ways. */
    MALFORMED_REQUEST(400),
    /** The query could replace the method. */
    METHOD_OVERRIDE(400),
    /** The request does not name its space. */
    SPACE_MISSING(400),
    /** The request does not name its space in one clear way. */
    SPACE_REPEATED(400),
    /** An access token is in the query. */
    TOKEN_IN_QUERY(400),
    /** No credential was sent. */
    CREDENTIAL_MISSING(401),
    /** The call did not come through the gateway. */
    INVALID_IDENTITY(401),
    /** The token is not accepted. */
    INVALID_TOKEN(401),
    /** The user lacks the right to this action. */
    ACTION_NOT_PERMITTED(403),
    /** The token lacks a scope. */
    INSUFFICIENT_SCOPE(403),
    /** Only an Owner or Administrator may manage. */
    MANAGEMENT_NOT_PERMITTED(403),
    /** The token's scopes do not hold what was asked for. */
    NOT_PERMITTED(403),
    /** Only an operator of the platform may do this. */
    OPERATORS_ONLY(403),
    /** Only an Owner may do this. */
    OWNERS_ONLY(403),
    /** The platform has no such thing. */
    TENANTS_ONLY(403),
    /** The user ranks above you. */
    USER_ABOVE(403),
    /** The user is not bound to the sales channel. */
    NOT_BOUND(404),
    /** There is no such thing for this caller. */
    NOT_FOUND(404),
    /** The path has other methods. */
    METHOD_NOT_ALLOWED(405),
    /** The body did not arrive in time. */
    BODY_TIMEOUT(408),
    /** The head of a request did not arrive in time. */
    HEAD_TIMEOUT(408),
    /** Two actions claim the same requests. */
    AMBIGUOUS_PATHS(409),
    /** More path templates overlap than are compared. */
    TOO_MANY_OVERLAPS(409),
    /** The user is bound to another sales channel. */
    BOUND_ELSEWHERE(409),
    /** It is built in. */
    BUILT_IN(409),
    /** Somebody else was first. */
    CONFLICT(409),
    /** The gateway's key is in a setting. */
    GATEWAY_OF_SETTING(409),
    /** The id is or was in use. */
    ID_TAKEN(409),
    /** The idempotency key was used, and what it was used for is gone. */
    IDEMPOTENCY_KEY_USED(409),
    /** The import would take actions out of force, or give their requests to others. */
    IMPORT_WOULD_RETIRE(409),
    /** The API's kind is fixed. */
    KIND_FIXED(409),
    /** Nobody could administer the tenant or the platform any more. */
    LAST_ADMINISTRATOR(409),
    /** The log's format in force is too old for this. */
    LOG_FORMAT(409),
    /** The move carries nothing. */
    MOVE_REFUSED(409),
    /** Another thing of this kind has the name, or one like it. */
    NAME_TAKEN(409),
    /** The note is kept. */
    NOTE_KEPT(409),
    /** A plain app cannot act for an administrator. */
    ON_BEHALF_OF_ADMINISTRATOR(409),
    /** It is the only key that tokens are signed with. */
    ONLY_SIGNING_KEY(409),
    /** More would change than fits one entry. */
    TOO_MANY_CHANGES(409),
    /** The app has two live secrets. */
    TOO_MANY_SECRETS(409),
    /** A command presumes a binding of another user that does not exist. */
    USER_NOT_BOUND(409, "not_bound"),
    /** It was changed since you read it. */
    PRECONDITION_FAILED(412),
    /** The body is too large. */
    BODY_TOO_LARGE(413),
    /** The body is too large. */
    TOO_LARGE(413),
    /** The request target is too long. */
    TARGET_TOO_LONG(414),
    /** The body is of another media type. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The expectation cannot be met. */
    EXPECTATION_FAILED(417),
    /** The idempotency key was used for another request. */
    IDEMPOTENCY_KEY_REUSED(422),
    /** Too many requests. */
    TOO_MANY_REQUESTS(429),
    /** The headers are too large. */
    HEADERS_TOO_LARGE(431),
    /** The request failed. */
    INTERNAL_ERROR(500),
    /** The transfer coding is not supported. */
    CODING_NOT_SUPPORTED(501),
    /** The service behind the gateway did not answer. */
    UPSTREAM_UNAVAILABLE(502),
    /** The command cannot be accepted now. */
    UNAVAILABLE(503),
    /** The state is too old to decide. */
    UNDECIDED(503),
    /** The gateway has too much to do. */
    GATEWAY_BUSY(503),
    /** Too many calls wait for the service. */
    UPSTREAM_BUSY(503),
    /** The service behind the gateway answered too late. */
    UPSTREAM_TIMEOUT(504),
    /** The HTTP version is not supported. */
    VERSION_NOT_SUPPORTED(505);

    private final int status;
    private final String code;

    ProblemCode(int status) {
        this.status = status;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    ProblemCode(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** Returns the problem that callers see of a denial. */
    public static ProblemCode of(Reason reason) {
        return valueOf(reason.code().toUpperCase(Locale.ROOT));
    }

    /** Returns the HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** Returns the code that programs compare: lower-case words with underscores. */
    public String code() {
        return code;
    }

    /** Returns the title, the reason phrase of the status (RFC 9110, section 15; RFC 6585 for 429 and 431). */
    public String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> throw new IllegalStateException("this is a bug: status " + status + " has no title");
        };
    }
}
