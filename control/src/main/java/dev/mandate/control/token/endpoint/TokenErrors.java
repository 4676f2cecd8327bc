package dev.mandate.control.token.endpoint;

import dev.mandate.control.token.bearer.FailureLimit;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.problem.Incident;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Error answers of the token endpoint (RFC 6749, section 5.2). One sentence per code, whatever went wrong and whatever was sent:
 * nothing can be learnt from the difference, and nothing that was sent comes back. An app that proved its secret alone learns that
 * it sent it by a method that it does not use.
 */
final class TokenErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NO_CLIENT =
            "no active app has this client_id and secret: send both by HTTP Basic or as fields of the form";

    /** What to do about each error that is the caller's (400). */
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
            "this app may not use client_credentials, or has no active user to act on behalf of",
            OAuth2ErrorCodes.INVALID_SCOPE,
            "this app may not ask for such a scope; leave scope out to get what it has",
            OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
            "grant_type must be client_credentials",
            OAuth2ErrorCodes.INVALID_REQUEST,
            "authenticate once: by HTTP Basic, or by client_id and client_secret in the form",
            OAuth2ErrorCodes.INVALID_DPOP_PROOF,
            "tokens are not bound to keys here yet: leave the header DPoP out");

    private final ProblemAnswer problems;
    private final FailureLimit failures;

    TokenErrors(ProblemAnswer problems, FailureLimit failures) {
        this.problems = problems;
        this.failures = failures;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof WrongMethod wrong) {
            invalidClient(request, response, wrong.advice());
            return;
        }
        String code =
                cause instanceof OAuth2AuthenticationException e ? e.getError().getErrorCode() : "";
        switch (code) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> invalidClient(request, response, NO_CLIENT);
            case OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> unavailable(request, response);
            default -> known(request, response, code, cause);
        }
    }

    /** Answers a request without a credential; none was guessed, so {@link FailureLimit} does not count it. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        noClient(response, NO_CLIENT);
    }

    private void known(
            HttpServletRequest request, HttpServletResponse response, String code, AuthenticationException cause)
            throws IOException {
        String description = DESCRIPTIONS.get(code);
        if (description == null) {
            failed(request, response, cause);
        } else {
            write(response, code, description);
        }
    }

    private void invalidClient(HttpServletRequest request, HttpServletResponse response, String description)
            throws IOException {
        if (failures.refuses(request, response)) {
            return;
        }
        noClient(response, description);
    }

    private static void noClient(HttpServletResponse response, String description) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"mandate\", charset=\"UTF-8\"");
        write(response, OAuth2ErrorCodes.INVALID_CLIENT, description);
    }

    /** Refuses a proof of possession, good or bad: a plain token for it would be less than was asked for. */
    static void dpopProof(HttpServletResponse response) throws IOException {
        String code = OAuth2ErrorCodes.INVALID_DPOP_PROOF;
        write(response, code, DESCRIPTIONS.getOrDefault(code, ""));
    }

    static void invalidRequest(HttpServletResponse response, String description) throws IOException {
        write(response, OAuth2ErrorCodes.INVALID_REQUEST, description);
    }

    private static void write(HttpServletResponse response, String code, String description) throws IOException {
        response.setStatus(OAuth2ErrorCodes.INVALID_CLIENT.equals(code) ? 401 : 400);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }

    /** Neither a token nor a refusal: this node does not know enough, or cannot reach the database. */
    private void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        problems.write(
                request, response, Problem.of(ProblemCode.UNDECIDED, "no token can be issued just now; try again"));
    }

    /** Nothing that is foreseen: another try would fail as well, so none is proposed. */
    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        String incident = Incident.log("no token was issued", cause);
        problems.write(
                request,
                response,
                Problem.of(ProblemCode.INTERNAL_ERROR, "the request failed: quote the incident to the operator")
                        .with("incident", incident));
    }
}
