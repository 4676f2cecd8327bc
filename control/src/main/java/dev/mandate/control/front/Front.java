package dev.mandate.control.front;

import dev.mandate.control.log.Refusal;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.control.token.gateway.GatewayCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a request may hold before its sender is known: the length of its head, its place among those of its address, and the
 * bytes and the time of its body. Asked after the filter of hops, which says whose address it is, and before everything else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class Front extends OncePerRequestFilter {
    private final HeadLimits heads;
    private final BodyBounds bounds;
    private final BodySettings bodies;
    private final InProgress inProgress;
    private final GatewayCaller gateways;
    private final ProblemAnswer problems;

    Front(
            ServerSettings server,
            BodyBounds bounds,
            BodySettings bodies,
            InProgress inProgress,
            GatewayCaller gateways,
            ProblemAnswer problems) {
        this.heads = new HeadLimits(server);
        this.bounds = bounds;
        this.bodies = bodies;
        this.inProgress = inProgress;
        this.gateways = gateways;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (gateways.of(request).isPresent()) {
            pass(request, response, chain);
            return;
        }
        Optional<InProgress.Place> free = inProgress.take(Addresses.counted(request.getRemoteAddr()));
        if (free.isEmpty()) {
            refuse(response, tooMany());
            return;
        }
        try (InProgress.Place _ = free.get()) {
            pass(request, response, chain);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BoundedRequest bounded = new BoundedRequest(request, bounds.of(request), Pace.within(bodies.time()));
        try {
            heads.require(request);
            chain.doFilter(bounded, response);
        } catch (Refusal refusal) {
            refuse(response, refusal);
        }
        // the answer is on its way before what nobody wants of the body is read
        if (bounded.isUnread()) {
            response.flushBuffer();
            bounded.discardRest();
        }
    }

    private static Refusal tooMany() {
        return Refusal.of(
                429,
                "too_many_requests",
                "Too Many Requests",
                "this address has too many requests in progress: wait for their answers");
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        if (refusal.problem().status() == 429) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        problems.write(response, refusal.problem());
    }
}
