package dev.mandate.gateway.upstream;

import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import io.netty.channel.ConnectTimeoutException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What went wrong between the gateway and what is behind it: never a word about the caller's rights. */
enum Faults {
    /** Of an API's upstream, which sees allowed calls alone. */
    UPSTREAM("the call was allowed, but the service behind the gateway"),
    /** Of the control plane, which decides the calls of its own paths itself. */
    CONTROL("the gateway passed the call on without a decision, but the control plane");

    private final String what;

    Faults(String what) {
        this.what = what;
    }

    Refused unreached(Throwable cause) {
        if (cause instanceof UpstreamPool.BusyException) {
            return Refused.failed(
                    Problem.of(ProblemCode.UPSTREAM_BUSY, what + " has too many calls waiting; try again soon"),
                    Map.of("Retry-After", "1"));
        }
        boolean late = cause instanceof TimeoutException || cause instanceof ConnectTimeoutException;
        return late ? timeout() : unavailable();
    }

    Refused unavailable() {
        return Refused.failed(Problem.of(ProblemCode.UPSTREAM_UNAVAILABLE, what + " did not answer it"), Map.of());
    }

    Refused timeout() {
        return Refused.failed(Problem.of(ProblemCode.UPSTREAM_TIMEOUT, what + " did not answer it in time"), Map.of());
    }
}
