package dev.mandate.control.front;

import dev.mandate.control.front.tomcat.OpenConnection;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ActorAuthentication;
import dev.mandate.control.token.bearer.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The limit of an app's requests: after its token was verified, so that nobody else spends its budget, and before anything else. */
@Component
@Order(AppLimit.AFTER_THE_CREDENTIAL)
final class AppLimit extends OncePerRequestFilter {
    /** The security chains are at -100. */
    static final int AFTER_THE_CREDENTIAL = -50;

    private final Limits limits;
    private final ProblemAnswer problems;

    AppLimit(Limits limits, ProblemAnswer problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ActorAuthentication> caller = caller();
        if (caller.isPresent()) {
            OpenConnection.verifiedToken(response);
        }
        Optional<Duration> wait =
                caller.map(known -> known.getPrincipal().app().value()).flatMap(limits.app()::spend);
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.get(), "this app sends too many requests");
            return;
        }
        chain.doFilter(request, response);
    }

    private static Optional<ActorAuthentication> caller() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(ActorAuthentication.class::isInstance)
                .map(ActorAuthentication.class::cast);
    }
}
