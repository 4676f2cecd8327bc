package dev.mandate.control.token.bearer;

import dev.mandate.engine.Position;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** The revision that a request demands to be answered at: {@code Mandate-At-Least}. */
final class AtLeast {
    static final String HEADER = "Mandate-At-Least";

    private AtLeast() {}

    /** Demands nothing without the header; 400 if it is there twice or none that Mandate answered. */
    static Position of(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Position.ANY;
        }
        try {
            return Position.parse(String.join(",", values));
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest(HEADER + " must be one value that Mandate-Revision had"), e);
        }
    }
}
