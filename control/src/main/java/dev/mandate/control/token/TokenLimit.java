package dev.mandate.control.token;

import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.limit.Addresses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits what is asked in an app's name before its secret is looked up.
 *
 * <p>INVARIANT: nobody spends the budget of an app but who proves to be it; failures are counted by address as well, so that a
 * stranger locks no app out from elsewhere.
 */
final class TokenLimit extends OncePerRequestFilter {
    private static final int LONGEST_ID = 64;

    private final Limits limits;
    private final ProblemAnswer problems;

    TokenLimit(Limits limits, ProblemAnswer problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> named = ClientSecretConverter.named(request).filter(id -> id.length() <= LONGEST_ID);
        Optional<Duration> wait = named.flatMap(app -> wait(request, app));
        if (wait.isPresent()) {
            problems.tooMany(response, wait.get(), "too many tokens are asked for in this app's name");
            return;
        }
        chain.doFilter(request, response);
        named.ifPresent(app -> count(request, response, app));
    }

    private Optional<Duration> wait(HttpServletRequest request, String app) {
        return limits.failuresOfApp()
                .exhausted(pair(request, app))
                .or(() -> limits.tokens().exhausted(app));
    }

    private void count(HttpServletRequest request, HttpServletResponse response, String app) {
        switch (response.getStatus()) {
            case 200 -> limits.tokens().spend(app);
            case 401 -> limits.failuresOfApp().spend(pair(request, app));
            default -> {
                // neither a token nor a wrong secret
            }
        }
    }

    private static String pair(HttpServletRequest request, String app) {
        return Addresses.counted(request.getRemoteAddr()) + " " + app;
    }
}
