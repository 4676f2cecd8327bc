package dev.mandate.gateway.usage;

import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.Call;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.subject.Tokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The gateway's figures, as Prometheus reads them. */
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentHashMap<String, Counter> outcomes = new ConcurrentHashMap<>();
    private final Timer latency = Timer.builder("mandate.gateway.decision")
            .description("From the arrival of a request to its decision, without the upstream")
            .serviceLevelObjectives(
                    Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(1))
            .register(registry);

    /** Counts a call that was answered. */
    public void count(Call call) {
        outcomes.computeIfAbsent(call.outcome(), this::outcome).increment();
        latency.record(call.nanosToDecision(), TimeUnit.NANOSECONDS);
    }

    private Counter outcome(String code) {
        return Counter.builder("mandate.gateway.requests")
                .description("Answered requests by outcome: a problem's code, or allowed, hidden, control, preflight")
                .tag("code", code)
                .register(registry);
    }

    /** Watches what keeps figures of its own. */
    public void watch(State state, Tokens tokens, BackChannel records) {
        Gauge.builder("mandate.gateway.state.age", state, s -> seconds(s.age(TenantId.PLATFORM)))
                .description("Seconds since the platform's stream was last known to be complete")
                .register(registry);
        FunctionCounter.builder("mandate.gateway.forks", state, State::forkCount)
                .description("Streams that took another course than the one known")
                .register(registry);
        Gauge.builder("mandate.gateway.tokens.kept", tokens, Tokens::size).register(registry);
        FunctionCounter.builder("mandate.gateway.tokens.uses", tokens, Tokens::uses)
                .register(registry);
        FunctionCounter.builder("mandate.gateway.tokens.verified", tokens, Tokens::misses)
                .register(registry);
        FunctionCounter.builder("mandate.gateway.records.dropped", records, BackChannel::dropped)
                .description("Decision records that found no room on their way to the control plane")
                .register(registry);
    }

    /** Seconds as a double; for never it is very many. */
    private static double seconds(Duration age) {
        return age.toNanosPart() / 1e9 + age.toSeconds();
    }

    /** The text that Prometheus scrapes. */
    public String scrape() {
        return registry.scrape();
    }
}
