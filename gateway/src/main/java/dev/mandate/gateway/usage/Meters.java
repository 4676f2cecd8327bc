package dev.mandate.gateway.usage;

import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.Following;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.protocol.worker.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

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
                .description("Answered requests by outcome: a problem's code, or allowed, hidden, control,"
                        + " preflight, caller_left")
                .tag("code", code)
                .register(registry);
    }

    /** Watches what keeps figures of its own. */
    public void watch(State state, Tokens tokens, BackChannel records) {
        Gauge.builder("mandate.gateway.state.age", state, s -> seconds(s.age(TenantId.PLATFORM)))
                .description("Seconds since the platform's stream was last known to be complete")
                .register(registry);
        watch(state);
        state.workers().forEach(this::watch);
        Gauge.builder("mandate.gateway.tokens.kept", tokens, Tokens::size).register(registry);
        FunctionCounter.builder("mandate.gateway.tokens.uses", tokens, Tokens::uses)
                .register(registry);
        FunctionCounter.builder("mandate.gateway.tokens.verified", tokens, Tokens::misses)
                .register(registry);
        watch(records);
    }

    private void watch(BackChannel records) {
        Gauge.builder(
                        "mandate.gateway.records.waiting",
                        records,
                        r -> r.delivery().waiting())
                .description("Decision records that wait to be sent to the control plane")
                .register(registry);
        Gauge.builder(
                        "mandate.gateway.records.failing",
                        records,
                        r -> seconds(r.delivery().failing()))
                .description("Seconds since the control plane last took a report; 0 when the last one arrived")
                .register(registry);
        counter("mandate.gateway.records.sent", records, Delivery::sent)
                .description("Decision records that the control plane took")
                .register(registry);
        dropped(records, "full", Delivery::full);
        dropped(records, "refused", Delivery::refused);
        dropped(records, "sampled", Delivery::sampled);
    }

    private void dropped(BackChannel records, String why, ToDoubleFunction<Delivery> figure) {
        counter("mandate.gateway.records.dropped", records, figure)
                .description("Decision records that were not sent: no room, refused, or of callers without a token over"
                        + " what a minute may have")
                .tag("why", why)
                .register(registry);
    }

    private static FunctionCounter.Builder<BackChannel> counter(
            String name, BackChannel records, ToDoubleFunction<Delivery> figure) {
        return FunctionCounter.builder(name, records, r -> figure.applyAsDouble(r.delivery()));
    }

    private void watch(State state) {
        Gauge.builder("mandate.gateway.tenants", state, s -> s.following().tenants())
                .description("Tenants that are kept")
                .register(registry);
        counter("mandate.gateway.tenants.dropped", state, Following::dropped)
                .description("Tenants that were dropped for others")
                .register(registry);
        counter("mandate.gateway.forks", state, Following::forks)
                .description("Streams that took another course than the one known")
                .register(registry);
        counter("mandate.gateway.feed.interruptions", state, Following::interruptions)
                .description("Connections to the control plane that ended, or could not be made")
                .register(registry);
        counter("mandate.gateway.feed.unknown", state, Following::unknown)
                .description("Frames of a type that only a later release knows")
                .register(registry);
        Gauge.builder(
                        "mandate.gateway.feed.stopped",
                        state,
                        s -> s.following().stopped().size())
                .description("Streams that cannot be followed any further")
                .register(registry);
    }

    private void watch(Worker worker) {
        FunctionCounter.builder("mandate.worker.failures", worker, Worker::failures)
                .description("Runs of a background worker that failed; it tries again after each")
                .tag("worker", worker.name())
                .register(registry);
    }

    private static FunctionCounter.Builder<State> counter(
            String name, State state, ToDoubleFunction<Following> figure) {
        return FunctionCounter.builder(name, state, s -> figure.applyAsDouble(s.following()));
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
