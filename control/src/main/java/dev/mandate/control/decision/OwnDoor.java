package dev.mandate.control.decision;

import dev.mandate.control.token.bearer.Dismissal;
import dev.mandate.control.token.gateway.HopFilter;
import dev.mandate.engine.Caller;
import dev.mandate.protocol.gateway.ControlPath;
import dev.mandate.protocol.record.DecisionId;
import dev.mandate.protocol.record.DecisionRecord;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records the denials of the APIs that the control plane decides itself. At {@code /user-services} each answer carries its decision's
 * id: the gateway's where a gateway forwarded the call. In management, the answer to a token carries one if the token's owner is known.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class OwnDoor extends OncePerRequestFilter {
    private final DecisionJournal journal;
    private final InstantSource clock = InstantSource.system();

    OwnDoor(DecisionJournal journal) {
        this.journal = journal;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // the decoded path, by which controllers are chosen too: no spelling of a path avoids this filter
        return !isUserServices(request) && !request.getServletPath().startsWith("/api/v1/");
    }

    private static boolean isUserServices(HttpServletRequest request) {
        return request.getServletPath().startsWith(ControlPath.USER_SERVICES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = HopFilter.decision(request);
        if (isUserServices(request)) {
            response.setHeader(DecisionId.HEADER, id);
        }
        chain.doFilter(request, response);
        if (response.containsHeader(DecisionId.HEADER)) {
            Dismissal.of(request).ifPresent(dismissed -> journal.keep(dismissal(id, request, dismissed)));
        }
    }

    private DecisionRecord dismissal(String id, HttpServletRequest request, Dismissal dismissed) {
        Optional<Caller> caller = dismissed.caller();
        return new DecisionRecord(
                id,
                clock.millis(),
                caller.map(c -> c.tenant().value()).orElse(null),
                caller.map(c -> c.app().value()).orElse(null),
                caller.map(c -> c.user().value()).orElse(null),
                null,
                request.getMethod(),
                request.getRequestURI(),
                null,
                null,
                dismissed.step(),
                dismissed.reason().status(),
                dismissed.reason().code(),
                dismissed.reason().name());
    }
}
