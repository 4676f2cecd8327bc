package dev.mandate.control.decision;

import dev.mandate.engine.Reason;
import dev.mandate.protocol.record.DecisionRecord;

/** Writes a recorded reason as a sentence for the tenant's owner. */
final class ReasonText {
    private ReasonText() {}

    static String of(Reason reason, DecisionRecord kept) {
        String app = "app `" + kept.app() + "`";
        String user = "user `" + kept.user() + "`";
        return switch (reason) {
            case MALFORMED_REQUEST -> "the request could be read in two ways, or not at all";
            case CREDENTIAL_MISSING -> "the request carried no credential";
            case TOKEN_INVALID -> "the token was not issued here, or is expired or not yet valid";
            case TOKEN_FOR_ANOTHER_DOOR ->
                "the token of " + app
                        + " is for the other API: a management token opens no partner API, and a partner's token"
                        + " no management";
            case REVISION_LOST -> "the token is of a revision that the log does not have any more";
            case TENANT_SUSPENDED -> "the tenant is suspended";
            case APP_UNKNOWN -> app + " does not exist any more";
            case APP_DISABLED -> app + " is disabled";
            case USER_UNKNOWN -> user + " does not exist any more";
            case USER_DISABLED -> user + " is disabled";
            case CREDENTIAL_WITHDRAWN -> "the secret or key that obtained the token was withdrawn or has ended";
            case TENANT_TOKENS_REVOKED -> "the tenant was suspended after the token was issued";
            case APP_TOKENS_REVOKED ->
                app + " was disabled, lost its tokens or got another on-behalf user after the token was issued";
            case USER_TOKENS_REVOKED -> user + " was disabled or lost its tokens after the token was issued";
            case TOKEN_REVOKED -> "the token was revoked";
            case ON_BEHALF_CHANGED -> app + " acts on behalf of another user now";
            case PATH_UNKNOWN -> "no action of an api that the tenant has enabled has this path";
            case METHOD_NOT_ALLOWED -> "the path has no action of this method";
            case SPACE_REPEATED ->
                "the parameter that names the space occurs more than once, or can be read in two ways";
            case SPACE_MISSING -> "the parameter that names the space is required and absent";
            case SPACE_NOT_REACHED ->
                user + " does not reach space `" + kept.space() + "`, or there is none of this kind";
            case ACTION_NOT_PERMITTED -> notPermitted(kept, app, user);
            case OUTSIDE_SPACES ->
                "the resource stands in space `" + kept.space() + "`, which " + user + " does not reach";
            case NO_SUCH_RESOURCE -> "there is no such resource in the tenant";
            case STATE_STALE -> "what was known where it was decided was older than the bound";
            case STATE_BEHIND -> "what was known where it was decided was older than the token or the request demands";
        };
    }

    /** Explains a 403: the control plane has rules of its own besides the rights of a user. */
    private static String notPermitted(DecisionRecord kept, String app, String user) {
        return switch (kept.code()) {
            case "insufficient_scope" ->
                "the token of " + app + " lacks the management scope for `" + kept.action() + "`";
            case "user_above" -> "nobody changes the rights of a user above them, and " + user + " asked for that";
            default -> user + " does not hold `" + kept.action() + "`";
        };
    }
}
