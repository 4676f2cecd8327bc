package dev.mandate.control.token.bearer;

import dev.mandate.control.limit.Limits;
import dev.mandate.protocol.limit.Addresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The limit of an address's requests whose credential is refused: beyond it they are answered 429 in place of 401. A
 * request without a credential does not count.
 *
 * <p>INVARIANT: asked after the credential was refused, so that nobody's failures keep a valid credential out that comes from the
 * same address.
 */
public final class FailureLimit {
    private final Limits limits;
    private final ProblemAnswer problems;

    public FailureLimit(Limits limits, ProblemAnswer problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /** Counts a refused credential; answers 429 and returns true if the address has had as many as it may. */
    public boolean refuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Duration> wait = limits.failures().spend(Addresses.counted(request.getRemoteAddr()));
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.get(), "too many credentials from this address were refused");
        }
        return wait.isPresent();
    }
}
