package dev.mandate.control.front.body;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.bearer.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the bytes and the time of a request's body, and answers refusals that a filter throws. Outside of all filters that answer,
 * so that the rest of a body is discarded whoever refused the request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class RequestBounds extends OncePerRequestFilter {
    private final BodyBounds bounds;
    private final ProblemAnswer problems;

    RequestBounds(BodyBounds bounds, ProblemAnswer problems) {
        this.bounds = bounds;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BoundedRequest bounded = new BoundedRequest(request, bounds.of(request));
        try {
            answer(bounded, response, chain);
        } finally {
            bounded.release();
            // also after a failure, which Tomcat answers later
            if (bounded.isUnread()) {
                bounded.discardRest();
            }
        }
    }

    private void answer(BoundedRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (Refusal refusal) {
            problems.write(request, response, refusal.problem());
        }
        if (request.isUnread()) {
            // the answer is sent before the rest of the body is discarded
            response.flushBuffer();
        }
    }
}
