package dev.mandate.control.front;

import dev.mandate.control.log.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * The longest head, counted as the gateway counts it: first line and headers apart. Tomcat's one bound for both is their sum.
 */
final class HeadLimits {
    /** Colon, blank and the end of the line. */
    private static final int OF_A_LINE = 4;

    private final ServerSettings settings;

    HeadLimits(ServerSettings settings) {
        this.settings = settings;
    }

    /**
     * Refuses a head that is too long.
     *
     * @throws Refusal 414 or 431
     */
    void require(HttpServletRequest request) {
        if (target(request) > settings.targetBytes()) {
            throw Refusal.of(
                    414,
                    "target_too_long",
                    "URI Too Long",
                    "the first line is longer than " + settings.targetBytes() + " bytes");
        }
        if (headers(request) > settings.headerBytes()) {
            throw headersTooLarge();
        }
    }

    private Refusal headersTooLarge() {
        return Refusal.of(
                431,
                "headers_too_large",
                "Request Header Fields Too Large",
                "the headers are larger than " + settings.headerBytes() + " bytes");
    }

    private static int target(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod().length()
                + request.getRequestURI().length()
                + (query == null ? 0 : query.length() + 1);
    }

    private static long headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .mapToLong(name -> Collections.list(request.getHeaders(name)).stream()
                        .mapToLong(value -> name.length() + value.length() + OF_A_LINE)
                        .sum())
                .sum();
    }
}
