package dev.mandate.control.front;

import dev.mandate.control.front.tomcat.ServerSettings;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.protocol.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * The longest head, counted as the gateway's decoder counts it: the first line, and all lines of headers together, each without the
 * end of its line. Tomcat's one bound is for both.
 */
final class HeadLimits {
    /** Colon and blank of a header. */
    private static final int OF_A_HEADER = 2;

    /** The blanks of the first line. */
    private static final int OF_THE_FIRST_LINE = 2;

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
        if (firstLine(request) > settings.targetBytes()) {
            throw Refusal.of(
                    ProblemCode.TARGET_TOO_LONG, "the first line is longer than " + settings.targetBytes() + " bytes");
        }
        if (headers(request) > settings.headerBytes()) {
            throw headersTooLarge();
        }
    }

    private Refusal headersTooLarge() {
        return Refusal.of(
                ProblemCode.HEADERS_TOO_LARGE, "the headers are larger than " + settings.headerBytes() + " bytes");
    }

    private static int firstLine(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod().length()
                + request.getProtocol().length()
                + OF_THE_FIRST_LINE
                + request.getRequestURI().length()
                + (query == null ? 0 : query.length() + 1);
    }

    private static long headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .mapToLong(name -> Collections.list(request.getHeaders(name)).stream()
                        .mapToLong(value -> name.length() + value.length() + OF_A_HEADER)
                        .sum())
                .sum();
    }
}
