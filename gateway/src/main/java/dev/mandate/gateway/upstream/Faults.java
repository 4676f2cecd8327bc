package dev.mandate.gateway.upstream;

import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.Problem;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What went wrong between the gateway and an upstream: never a word about the caller's rights. */
final class Faults {
    private Faults() {}

    static Refused unreached(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            return Refused.failed(
                    Problem.of(
                            503,
                            "upstream_busy",
                            "Upstream busy",
                            "too many calls wait for the service; try again soon"),
                    Map.of("Retry-After", "1"));
        }
        boolean late = cause instanceof TimeoutException || cause instanceof ConnectTimeoutException;
        return late ? timeout() : unavailable();
    }

    static Refused unavailable() {
        return Refused.failed(
                Problem.of(
                        502,
                        "upstream_unavailable",
                        "Upstream unavailable",
                        "the call was allowed, but the service behind the gateway did not answer it"),
                Map.of());
    }

    static Refused timeout() {
        return Refused.failed(
                Problem.of(
                        504,
                        "upstream_timeout",
                        "Upstream timeout",
                        "the call was allowed, but the service behind the gateway did not answer it in time"),
                Map.of());
    }
}
