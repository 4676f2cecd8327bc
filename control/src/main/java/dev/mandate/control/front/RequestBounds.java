package dev.mandate.control.front;

import dev.mandate.control.log.Refusal;
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

/** Bounds what a request may hold before its sender is known: the length of its head, the bytes and the time of its body. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
final class RequestBounds extends OncePerRequestFilter {
    private final HeadLimits heads;
    private final BodyBounds bounds;
    private final ProblemAnswer problems;

    RequestBounds(ServerSettings server, BodyBounds bounds, ProblemAnswer problems) {
        this.heads = new HeadLimits(server);
        this.bounds = bounds;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BoundedRequest bounded = new BoundedRequest(request, bounds.of(request));
        try {
            heads.require(request);
            chain.doFilter(bounded, response);
        } catch (Refusal refusal) {
            problems.write(request, response, refusal.problem());
        }
        // the answer is on its way before what nobody wants of the body is read
        if (bounded.isUnread()) {
            response.flushBuffer();
            bounded.discardRest();
        }
    }
}
