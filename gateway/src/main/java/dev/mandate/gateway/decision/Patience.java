package dev.mandate.gateway.decision;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.subject.VerifiedToken;
import dev.mandate.protocol.limit.InProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the state to catch up with what a call demands, a bounded time and a bounded number of calls per app. Whether
 * it did is for the engine to say.
 */
public final class Patience {
    /**
     * How long and how many wait.
     *
     * @param behind for a tenant that is loaded
     * @param unloaded for one that is not yet
     * @param mostPerApp calls of one app that may wait at once; others are decided on the present state
     */
    public record Bounds(Duration behind, Duration unloaded, int mostPerApp) {}

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final State state;
    private final Bounds bounds;
    private final InProgress waiting;

    public Patience(State state, Bounds bounds) {
        this.state = state;
        this.bounds = bounds;
        this.waiting = new InProgress(bounds.mostPerApp());
    }

    /** Completes once the state is there or the time is up: on return if nothing must be waited for, else on any thread. */
    public CompletableFuture<Void> await(VerifiedToken token, Position atLeast) {
        TenantId tenant = token.caller().tenant();
        Position needed = new Position(Math.max(token.revision(), atLeast.tenant()), atLeast.platform());
        boolean loaded = state.tenant(tenant).isPresent();
        if (loaded && isReached(tenant, needed)) {
            return NOW;
        }
        state.follow(tenant);
        Optional<InProgress.Place> free = waiting.take(token.caller().app().value());
        if (free.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        InProgress.Place place = free.get();
        Duration longest = loaded ? bounds.behind() : bounds.unloaded();
        return state.reached(tenant, needed)
                .completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> place.close());
    }

    private boolean isReached(TenantId tenant, Position needed) {
        return state.platform().revision() >= needed.platform()
                && state.tenant(tenant)
                        .filter(s -> s.revision() >= needed.tenant())
                        .isPresent();
    }
}
