package dev.mandate.gateway.decision;

import dev.mandate.engine.Decision;
import dev.mandate.engine.Reason;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.protocol.problem.Denials;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.WrongAudience;
import java.util.Map;

/**
 * The answers to refused calls. Each says what to do, and none says more than its code may disclose.
 */
public final class Refusals {
    private static final Map<String, String> SOON = Map.of("Retry-After", "1");

    private Refusals() {}

    /** Step 0: two readers could take the request for two things. */
    public static Refused malformed(String detail) {
        return shape(ProblemCode.MALFORMED_REQUEST, detail);
    }

    /** Step 0: a limit of size, or a form that is not spoken here. */
    public static Refused shape(ProblemCode problem, String detail) {
        return Refused.decided(0, Reason.MALFORMED_REQUEST, Problem.of(problem, detail), Map.of());
    }

    /** Step 0: a token in the query, which the detail does not show. */
    public static Refused tokenInQuery() {
        return shape(
                ProblemCode.TOKEN_IN_QUERY,
                "send the access token as `Authorization: Bearer`, never in the query, and revoke the one that you sent");
    }

    /** Step 0: a framework of the upstream could take a parameter of the query for the method. */
    public static Refused methodInQuery() {
        return shape(
                ProblemCode.METHOD_OVERRIDE,
                "a parameter of the query, such as `_method`, can replace the method of a POST: leave it out, and send the"
                        + " request with the method that you mean");
    }

    /** Step 0: a method that is never forwarded, on a target that has no methods of its own. */
    public static Refused methodNeverAllowed() {
        Problem problem = Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this method is not allowed here on any path");
        return Refused.decided(0, Reason.METHOD_NOT_ALLOWED, problem, Map.of("Allow", ""));
    }

    /** Nothing was decided: the caller's address has as many calls in progress as it may. */
    public static Refused tooManyInProgress() {
        Problem problem = Problem.of(
                ProblemCode.TOO_MANY_REQUESTS,
                "this address has too many requests in progress; send the next one when one of them was answered");
        return Refused.failed(problem, SOON);
    }

    /** Nothing was decided: the body did not arrive in time. The connection is closed, as the rest of the body is on its way. */
    public static Refused bodyTimeout() {
        Problem problem =
                Problem.of(ProblemCode.BODY_TIMEOUT, "the body did not arrive in time; send all of it at once");
        return Refused.failed(problem, Map.of()).closing();
    }

    /** Nothing was decided: the head did not arrive in time. The connection is closed, as the rest of it is on its way. */
    public static Refused headTimeout() {
        Problem problem =
                Problem.of(ProblemCode.HEAD_TIMEOUT, "the head did not arrive in time; send all of it at once");
        return Refused.failed(problem, Map.of()).broken();
    }

    /** Nothing was decided: bodies of other calls need the memory. The connection is closed, as the rest of the body is on its way. */
    public static Refused noRoomForBody() {
        Problem problem = Problem.of(
                ProblemCode.GATEWAY_BUSY,
                "the gateway holds too many bodies of requests and has no room for this one; send the same request again in"
                        + " a second");
        return Refused.failed(problem, SOON).closing();
    }

    /** Nothing was decided: too many new tokens wait for their signatures to be checked. */
    public static Refused busyVerifying() {
        Problem problem = Problem.of(
                ProblemCode.GATEWAY_BUSY,
                "too many new access tokens wait to be verified; send the same request again in a second");
        return Refused.failed(problem, SOON);
    }

    /** Step 1: no credential was sent (RFC 6750, section 3.1: no error code then). */
    public static Refused credentialMissing() {
        Problem problem = Problem.of(ProblemCode.CREDENTIAL_MISSING, "send an access token as `Authorization: Bearer`");
        return Refused.decided(1, Reason.CREDENTIAL_MISSING, problem, Map.of("WWW-Authenticate", "Bearer"));
    }

    /** Step 1: the token was not issued here, or is expired or not yet valid. */
    public static Refused tokenInvalid() {
        return unauthenticated(1, Reason.TOKEN_INVALID);
    }

    /** Step 1: the token is valid, but its audience is the other API. */
    public static Refused tokenForAnotherDoor(String detail) {
        Reason reason = Reason.TOKEN_FOR_ANOTHER_DOOR;
        Problem problem = Problem.of(ProblemCode.of(reason), detail);
        return Refused.decided(1, reason, problem, WrongAudience.challenge(detail));
    }

    /** Step 2: not enough is known yet. */
    public static Refused undecided(Reason reason) {
        Problem problem = Problem.of(
                ProblemCode.of(reason),
                "this gateway's state is too old to decide; send the same request again in a second");
        return Refused.decided(2, reason, problem, SOON);
    }

    /** Steps 3 to 6, as the engine says. */
    public static Refused of(Decision.Refusal refusal) {
        Reason reason = refusal.reason();
        return switch (refusal) {
            case Decision.Unauthenticated u -> unauthenticated(3, reason);
            case Decision.Undecided u -> undecided(reason);
            case Decision.UnknownPath u -> Refused.decided(4, reason, Denials.notFound(), Map.of());
            case Decision.OtherMethod(var allow) ->
                Refused.decided(4, reason, methodNotAllowed(), Map.of("Allow", String.join(", ", allow)));
            case Decision.UnclearSpace(var why, var action, SpaceParameter parameter) ->
                Refused.decided(5, reason, unclearSpace(why, parameter), Map.of());
            case Decision.HiddenSpace h -> Refused.decided(5, reason, Denials.notFound(), Map.of());
            case Decision.Forbidden(var action, var space, var missing) ->
                Refused.decided(6, reason, Denials.notPermitted(missing), Map.of());
        };
    }

    private static Refused unauthenticated(int step, Reason reason) {
        Problem problem = Problem.of(
                ProblemCode.of(reason), "the access token is not, or no longer, valid here: request a new one");
        return Refused.decided(step, reason, problem, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    private static Problem methodNotAllowed() {
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "use one of the methods that `Allow` lists");
    }

    private static Problem unclearSpace(Reason reason, SpaceParameter parameter) {
        String detail = reason == Reason.SPACE_MISSING
                ? "parameter `" + parameter.name() + "` is required: name the space that the request is about"
                : "parameter `" + parameter.name()
                        + "` names the space: send it once, spelled like this and nowhere else, and no `;` in the query";
        return Problem.of(ProblemCode.of(reason), detail);
    }
}
