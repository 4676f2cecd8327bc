package dev.mandate.control.front.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Gives a request that comes through trusted proxies the address of its caller, before any filter asks for it. */
final class ForwardedValve extends ValveBase {
    private static final String HEADER = "X-Forwarded-For";

    private final TrustedProxies proxies;

    ForwardedValve(TrustedProxies proxies) {
        super(true);
        this.proxies = proxies;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!proxies.isEmpty()) {
            request.setRemoteAddr(proxies.caller(request.getRemoteAddr(), hops(request)));
        }
        getNext().invoke(request, response);
    }

    private static List<String> hops(Request request) {
        return Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }
}
