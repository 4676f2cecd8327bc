package dev.mandate.control.token;

import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.problem.Problem;
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

    private final ProblemAnswer problems;

    TokenErrors(ProblemAnswer problems) {
        this.problems = problems;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof WrongMethod wrong) {
            invalidClient(response, wrong.advice());
            return;
        }
        answer(
                response,
                cause instanceof OAuth2AuthenticationException e
                        ? e.getError().getErrorCode()
                        : OAuth2ErrorCodes.INVALID_CLIENT);
    }

    /** Nobody was named, or not by a method that there is. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        answer(response, OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private void answer(HttpServletResponse response, String code) throws IOException {
        switch (code) {
            case OAuth2ErrorCodes.INVALID_CLIENT ->
                invalidClient(response, "no live app has this client_id and secret");
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT ->
                write(
                        response,
                        code,
                        "this app may not use client_credentials, or has no active user to act on behalf of");
            case OAuth2ErrorCodes.INVALID_SCOPE ->
                write(response, code, "this app may not ask for such a scope; leave scope out to get what it has");
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE ->
                write(response, code, "grant_type must be client_credentials");
            case OAuth2ErrorCodes.INVALID_REQUEST ->
                invalidRequest(
                        response, "authenticate once: by HTTP Basic, or by client_id and client_secret in the form");
            default -> unavailable(response);
        }
    }

    private static void invalidClient(HttpServletResponse response, String description) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"mandate\", charset=\"UTF-8\"");
        write(response, OAuth2ErrorCodes.INVALID_CLIENT, description);
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
    private void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        problems.write(
                response,
                Problem.of(503, "undecided", "Service Unavailable", "no token can be issued just now; try again")
                        .with("error", OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE));
    }
}
