package dev.mandate.control.token.gateway;

import dev.mandate.protocol.gateway.GatewayHeaders;
import dev.mandate.protocol.record.DecisionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request with the caller's address, and without the headers of the hop. */
final class PassedOn extends HttpServletRequestWrapper {
    private static final List<String> HIDDEN = List.of(GatewayHeaders.KEY, GatewayHeaders.ADDRESS, DecisionId.HEADER);

    private final String address;

    PassedOn(HttpServletRequest request, String address) {
        super(request);
        this.address = address;
    }

    @Override
    public String getRemoteAddr() {
        return address;
    }

    @Override
    public String getRemoteHost() {
        return address;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(PassedOn::hidden);
        return Collections.enumeration(names);
    }

    private static boolean hidden(String name) {
        return HIDDEN.stream().anyMatch(name::equalsIgnoreCase);
    }
}
