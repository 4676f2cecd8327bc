package dev.mandate.control.front;

import dev.mandate.control.front.tomcat.OpenConnection;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.control.token.gateway.GatewayCaller;
import dev.mandate.control.token.gateway.HopFilter;
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
 * Limits the requests of an address, in a second and in progress, and of a gateway with its key. Asked after the filter of hops,
 * which says whose address it is, and before everything else but {@code RequestBounds}, which discards the body of what is refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class AddressLimit extends OncePerRequestFilter {
    private final Limits limits;
    private final GatewayCaller gateways;
    private final ProblemAnswer problems;

    AddressLimit(Limits limits, GatewayCaller gateways, ProblemAnswer problems) {
        this.limits = limits;
        this.gateways = gateways;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> gateway = gateways.of(request);
        if (gateway.isPresent() || HopFilter.isPassedOn(request)) {
            OpenConnection.verifiedGatewayKey();
        } else {
            OpenConnection.endIfCrowded(response);
        }
        if (gateway.isEmpty()) {
            ofAnybody(request, response, chain);
            return;
        }
        Optional<Duration> wait = limits.gateway().spend(gateway.get());
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.get(), "this gateway sends too many requests");
            return;
        }
        chain.doFilter(request, response);
    }

    private void ofAnybody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = Addresses.counted(request.getRemoteAddr());
        Optional<Duration> wait = limits.address().spend(address);
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.get(), "this address sends too many requests");
            return;
        }
        Optional<InProgress.Place> free = limits.inProgress().take(address);
        if (free.isEmpty()) {
            problems.tooMany(request, response, Duration.ZERO, "this address has too many requests in progress");
            return;
        }
        try (InProgress.Place _ = free.get()) {
            chain.doFilter(request, response);
        }
    }
}
