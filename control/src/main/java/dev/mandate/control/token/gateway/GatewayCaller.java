package dev.mandate.control.token.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;

/** Which gateway sends a request of its own, by the key that it shows at {@code /internal}. Thread-safe. */
public final class GatewayCaller {
    private static final String INTERNAL = "/internal/";
    private static final String BEARER = "Bearer ";

    private final GatewayKeys gateways;

    public GatewayCaller(GatewayKeys gateways) {
        this.gateways = gateways;
    }

    /** Returns the gateway's id; empty for everybody else, and while a key cannot be looked up. */
    public Optional<String> of(HttpServletRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (!request.getServletPath().startsWith(INTERNAL)
                || shown == null
                || !shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        try {
            return gateways.holder(shown.substring(BEARER.length()).strip());
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }
}
