package dev.mandate.control.token.gateway;

import dev.mandate.protocol.gateway.GatewayHeaders;
import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.record.DecisionId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Decides whether a gateway passed the request on, before anything else reads it. With the key of a gateway the request has the
 * decision id and the caller's address that the gateway sent; without, a new id and the address of its connection, or what a trusted
 * proxy says of it. The headers themselves end here, so that nothing later believes or logs them.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class HopFilter extends OncePerRequestFilter {
    private static final String DECISION = HopFilter.class.getName() + ".decision";
    private static final String PASSED_ON = HopFilter.class.getName() + ".passedOn";
    private static final String UNKNOWN = "unknown";

    private final GatewayKeys gateways;

    public HopFilter(GatewayKeys gateways) {
        this.gateways = gateways;
    }

    /** The id of the decision about this request: the gateway's where one passed it on, else one made here. */
    public static String decision(HttpServletRequest request) {
        if (request.getAttribute(DECISION) instanceof String id) {
            return id;
        }
        throw new IllegalStateException("this is a bug: the request did not pass the filter of hops");
    }

    /** Returns whether a gateway passed the request on, and showed its key. */
    public static boolean isPassedOn(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(PASSED_ON));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean passedOn = once(request, GatewayHeaders.KEY).filter(this::isKey).isPresent();
        Optional<String> decision =
                passedOn ? once(request, DecisionId.HEADER).filter(DecisionId::wellFormed) : Optional.empty();
        Optional<String> address =
                passedOn ? once(request, GatewayHeaders.ADDRESS).flatMap(Addresses::parse) : Optional.empty();
        request.setAttribute(PASSED_ON, passedOn);
        request.setAttribute(DECISION, decision.orElseGet(DecisionId::next));
        chain.doFilter(new PassedOn(request, address.orElseGet(() -> connected(request))), response);
    }

    /** Unknown if the connection is gone already. */
    private static String connected(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr())
                .flatMap(Addresses::parse)
                .orElse(UNKNOWN);
    }

    /** A key that cannot be looked up now counts as none: the call goes on as one that comes directly. */
    private boolean isKey(String shown) {
        try {
            return gateways.holder(shown).isPresent();
        } catch (DataAccessException e) {
            return false;
        }
    }

    private static Optional<String> once(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
