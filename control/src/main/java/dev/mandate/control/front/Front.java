package dev.mandate.control.front;

import dev.mandate.control.limit.Limits;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.control.token.gateway.GatewayCaller;
import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.limit.InProgress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a request may ask for and hold before its sender is known: the rate of its address and its place among those in
 * progress, the length of its head, the bytes and the time of its body. Asked after the filter of hops, which says whose address it is, and before everything else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class Front extends OncePerRequestFilter {
    private final HeadLimits heads;
    private final BodyBounds bounds;
    private final Limits limits;
    private final GatewayCaller gateways;
    private final ProblemAnswer problems;

    Front(ServerSettings server, BodyBounds bounds, Limits limits, GatewayCaller gateways, ProblemAnswer problems) {
        this.heads = new HeadLimits(server);
        this.bounds = bounds;
        this.limits = limits;
        this.gateways = gateways;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> gateway = gateways.of(request);
        if (gateway.isPresent()) {
            Optional<Duration> wait = limits.gateway().spend(gateway.get());
            if (wait.isPresent()) {
                problems.tooMany(response, wait.get(), "this gateway sends too many requests");
                return;
            }
            pass(request, response, chain);
            return;
        }
        ofAnybody(request, response, chain);
    }

    private void ofAnybody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = Addresses.counted(request.getRemoteAddr());
        Optional<Duration> wait =
                limits.address().spend(address).or(() -> limits.failures().exhausted(address));
        if (wait.isPresent()) {
            problems.tooMany(response, wait.get(), "this address sends too many requests");
            return;
        }
        Optional<InProgress.Place> free = limits.inProgress().take(address);
        if (free.isEmpty()) {
            problems.tooMany(response, Duration.ZERO, "this address has too many requests in progress");
            return;
        }
        try (InProgress.Place _ = free.get()) {
            pass(request, response, chain);
        }
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            limits.failures().spend(address);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BoundedRequest bounded = new BoundedRequest(request, bounds.of(request), bounds.pace());
        try {
            heads.require(request);
            chain.doFilter(bounded, response);
        } catch (Refusal refusal) {
            problems.write(response, refusal.problem());
        }
        // the answer is on its way before what nobody wants of the body is read
        if (bounded.isUnread()) {
            response.flushBuffer();
            bounded.discardRest();
        }
    }
}
