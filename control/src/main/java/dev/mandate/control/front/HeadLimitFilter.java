package dev.mandate.control.front;

import dev.mandate.control.front.tomcat.ServerSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests whose head is too long; {@code RequestBounds} answers the refusal. After the limits, so that they count these too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
final class HeadLimitFilter extends OncePerRequestFilter {
    private final HeadLimits heads;

    HeadLimitFilter(ServerSettings server) {
        this.heads = new HeadLimits(server);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        heads.require(request);
        chain.doFilter(request, response);
    }
}
