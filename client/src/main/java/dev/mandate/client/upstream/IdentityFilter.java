package dev.mandate.client.upstream;

import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.IdentityVerifier;
import dev.mandate.protocol.identity.InvalidIdentityException;
import dev.mandate.protocol.identity.VisibleSpaces;
import dev.mandate.protocol.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Admits only requests with exactly one valid identity, and passes it on as a request attribute. */
final class IdentityFilter extends HttpFilter {
    /** The request attribute that holds the {@link Identity}; only this filter sets it. */
    static final String ATTRIBUTE = IdentityFilter.class.getName() + ".identity";

    private static final Logger LOG = LoggerFactory.getLogger(IdentityFilter.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final long ASK_RETRY_SECONDS = 60;

    private final transient IdentityVerifier verifier;

    private sealed interface Outcome {}

    private record Known(Identity identity) implements Outcome {}

    private record Unknown(String reason) implements Outcome {}

    private record Undecided(String reason, long retryAfterSeconds) implements Outcome {}

    IdentityFilter(IdentityVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (identify(request)) {
            case Known(Identity identity) -> {
                request.setAttribute(ATTRIBUTE, identity);
                chain.doFilter(request, response);
            }
            case Unknown(String reason) -> {
                LOG.debug("refused an identity: {}", reason);
                response.setHeader("WWW-Authenticate", IdentityVerifier.HEADER);
                write(response, Problem.of(ProblemCode.INVALID_IDENTITY, reason));
            }
            case Undecided(String reason, long retryAfterSeconds) -> {
                response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
                write(response, Problem.of(ProblemCode.UNDECIDED, reason));
            }
        }
    }

    private Outcome identify(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(IdentityVerifier.HEADER));
        if (values.size() != 1) {
            return new Unknown("header Mandate-Identity must stand exactly once: calls come through the gateway");
        }
        try {
            Identity identity = verifier.verify(values.getFirst());
            return switch (identity.spaces()) {
                case VisibleSpaces.All all -> new Known(identity);
                case VisibleSpaces.Listed listed -> new Known(identity);
                case VisibleSpaces.Ask ask ->
                    new Undecided("the caller reaches more spaces than this service can ask for", ASK_RETRY_SECONDS);
            };
        } catch (InvalidIdentityException invalid) {
            return new Unknown("header Mandate-Identity is refused: " + invalid.getMessage());
        } catch (KeysUnavailableException unavailable) {
            return new Undecided("the gateways' keys cannot be fetched", unavailable.retryAfterSeconds());
        }
    }

    private static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
