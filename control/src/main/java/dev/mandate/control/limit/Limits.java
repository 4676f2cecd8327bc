package dev.mandate.control.limit;

import dev.mandate.protocol.limit.InProgress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/**
 * All limits, as {@link LimitSettings} names them. {@code mandate_requests_refused_total} counts what each refused.
 *
 * @param idle how many idle connections were closed to make room for others
 * @param tokens by app; only who proves to be the app spends them
 */
public record Limits(
        InProgress connections,
        LongAdder idle,
        InProgress inProgress,
        Budgets address,
        Budgets failures,
        Budgets tokens,
        Budgets app,
        Budgets gateway)
        implements MeterBinder {
    /** Makes the limits of one node, with full budgets. */
    public static Limits of(LimitSettings s) {
        return new Limits(
                new InProgress(s.connections()),
                new LongAdder(),
                new InProgress(s.inProgress()),
                new Budgets(s.address(), s.remembered()),
                new Budgets(s.failures(), s.remembered()),
                new Budgets(s.tokens(), s.remembered()),
                new Budgets(s.app(), s.remembered()),
                new Budgets(s.gateway(), s.remembered()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "connections", connections.refused());
        count(registry, "idle", idle);
        count(registry, "in_progress", inProgress.refused());
        count(registry, "address", address.refused());
        count(registry, "failures", failures.refused());
        count(registry, "tokens", tokens.refused());
        count(registry, "app", app.refused());
        count(registry, "gateway", gateway.refused());
    }

    static void count(MeterRegistry registry, String limit, LongAdder refused) {
        FunctionCounter.builder("mandate.requests.refused", refused, LongAdder::sum)
                .description("requests and connections that a limit refused")
                .tag("limit", limit)
                .register(registry);
    }
}
