package dev.mandate.control.token.endpoint;

import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the tokens that an app obtains, before its secret is looked up.
 *
 * <p>INVARIANT: nobody spends the budget of an app but who proves to be it, so that a stranger locks no app out.
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
        Optional<Duration> wait = named.flatMap(limits.tokens()::exhausted);
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.get(), "this app obtains too many tokens");
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_OK) {
            named.ifPresent(limits.tokens()::spend);
        }
    }
}
