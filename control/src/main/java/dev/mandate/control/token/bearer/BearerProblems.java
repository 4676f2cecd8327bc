package dev.mandate.control.token.bearer;

import dev.mandate.control.token.gateway.HopFilter;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.WrongAudience;
import dev.mandate.protocol.record.DecisionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says why a bearer is not let in, with the challenge that RFC 6750, section 3, asks for. */
public final class BearerProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemAnswer problems;
    private final FailureLimit failures;

    public BearerProblems(ProblemAnswer problems, FailureLimit failures) {
        this.problems = problems;
        this.failures = failures;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (isRefused(cause) && failures.refuses(request, response)) {
            return;
        }
        Dismissal.note(request, cause);
        // whose token it is can be looked up by this id; the user services carry one on every answer
        if (Dismissal.of(request).flatMap(Dismissal::caller).isPresent()) {
            response.setHeader(DecisionId.HEADER, HopFilter.decision(request));
        }
        switch (cause) {
            case Misdirected elsewhere -> misdirected(response, elsewhere.detail());
            case Undecided undecided -> undecided(response);
            case OAuth2AuthenticationException e when isMalformed(e) -> malformed(response, e);
            case OAuth2AuthenticationException e -> invalid(response);
            default -> missing(response);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        challenge(response, "Bearer error=\"insufficient_scope\"");
        problems.write(
                response, Problem.of(ProblemCode.NOT_PERMITTED, "the token's scopes do not hold what was asked for"));
    }

    /** Whether a credential was sent and is answered 401; a request without any is no guess. */
    private static boolean isRefused(AuthenticationException cause) {
        return cause instanceof Misdirected || (cause instanceof OAuth2AuthenticationException && !isMalformed(cause));
    }

    private static boolean isMalformed(AuthenticationException cause) {
        return cause instanceof OAuth2AuthenticationException e
                && e.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_REQUEST);
    }

    private void undecided(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        problems.write(
                response,
                Problem.of(
                        ProblemCode.UNDECIDED, "this node does not know enough yet to decide; try again in a second"));
    }

    private void malformed(HttpServletResponse response, OAuth2AuthenticationException cause) throws IOException {
        challenge(response, "Bearer error=\"invalid_request\"");
        String detail = cause.getError().getDescription();
        problems.write(
                response,
                Problem.of(ProblemCode.MALFORMED_REQUEST, detail == null ? "the request is malformed" : detail));
    }

    private void invalid(HttpServletResponse response) throws IOException {
        challenge(response, "Bearer error=\"invalid_token\"");
        problems.write(
                response,
                Problem.of(
                        ProblemCode.INVALID_TOKEN,
                        "the access token is not, or no longer, valid here: request a new one"));
    }

    private void misdirected(HttpServletResponse response, String detail) throws IOException {
        WrongAudience.challenge(detail).forEach(response::setHeader);
        problems.write(response, Problem.of(ProblemCode.INVALID_TOKEN, detail));
    }

    private void missing(HttpServletResponse response) throws IOException {
        challenge(response, "Bearer");
        problems.write(
                response,
                Problem.of(ProblemCode.CREDENTIAL_MISSING, "send `Authorization: Bearer` with an access token"));
    }

    private static void challenge(HttpServletResponse response, String challenge) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
