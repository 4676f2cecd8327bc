package dev.mandate.control.token.endpoint;

import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The shape of a token request, before anything of it is believed: POST, one form, each parameter once, nothing in the address
 * (RFC 6749, sections 2.3.1 and 3.2). No answer is ever to be kept (section 5.1).
 */
final class TokenRequestShape extends OncePerRequestFilter {
    /** Asks for a token that is bound to the key of the proof (RFC 9449, section 5). */
    private static final String DPOP = "DPoP";

    private static final Optional<String> UNREADABLE = Optional.of("the form cannot be read");

    private final ProblemAnswer problems;

    TokenRequestShape(ProblemAnswer problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.PRAGMA, "no-cache");
        if (!HttpMethod.POST.matches(request.getMethod())) {
            otherMethod(request, response);
            return;
        }
        if (request.getHeader(DPOP) != null) {
            TokenErrors.dpopProof(response);
            return;
        }
        Optional<String> fault = fault(request);
        if (fault.isPresent()) {
            TokenErrors.invalidRequest(response, fault.get());
            return;
        }
        Optional<TokenForm> form = form(request);
        Optional<String> wrong = form.isEmpty() ? UNREADABLE : parameterFault(form.get());
        if (wrong.isPresent()) {
            TokenErrors.invalidRequest(response, wrong.get());
            return;
        }
        chain.doFilter(form.orElseThrow(), response);
    }

    private void otherMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, "POST");
        problems.write(
                request,
                response,
                Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "send a form to the token endpoint by POST"));
    }

    private static Optional<String> fault(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            return Optional.of("parameters belong in the form, never in the address");
        }
        if (!isForm(request.getContentType())) {
            return Optional.of("Content-Type must be application/x-www-form-urlencoded");
        }
        if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
            return Optional.of("Authorization must be sent once");
        }
        return Optional.empty();
    }

    private static boolean isForm(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(
                            MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Optional<TokenForm> form(HttpServletRequest request) throws IOException {
        try {
            return Optional.of(TokenForm.read(request));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameterFault(TokenForm form) {
        if (form.getParameterMap().values().stream().anyMatch(values -> values.length > 1)) {
            return Optional.of("a parameter must not be repeated");
        }
        String grantType = form.getParameter("grant_type");
        return grantType == null || grantType.isEmpty() ? Optional.of("grant_type is missing") : Optional.empty();
    }
}
