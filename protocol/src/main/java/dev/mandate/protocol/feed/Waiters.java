package dev.mandate.protocol.feed;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Callers that wait until streams reach a position. Safe to share between threads. */
public final class Waiters {
    /** Tests whether the tenant is loaded and both streams have reached the position. */
    @FunctionalInterface
    public interface Reach {
        boolean reached(TenantId tenant, Position position);
    }

    private record Waiter(TenantId tenant, Position position, CompletableFuture<Void> future) {}

    private final Reach reach;
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

    public Waiters(Reach reach) {
        this.reach = reach;
    }

    /** Returns a future that completes when the position is reached. Cancelling or completing it stops the wait. */
    public CompletableFuture<Void> await(TenantId tenant, Position position) {
        if (reach.reached(tenant, position)) {
            return CompletableFuture.completedFuture(null);
        }
        Waiter waiter = new Waiter(tenant, position, new CompletableFuture<>());
        waiting.add(waiter);
        CompletableFuture<Void> future = waiter.future();
        var _ = future.whenComplete((done, failure) -> waiting.remove(waiter));
        // INVARIANT: test again after registering, because nobody was notified of a change in between
        release(waiter);
        return future;
    }

    /** Completes the futures whose position is reached. Call it after every change of any stream. */
    public void moved() {
        waiting.forEach(this::release);
    }

    private void release(Waiter waiter) {
        if (reach.reached(waiter.tenant(), waiter.position())) {
            waiter.future().complete(null);
        }
    }

    int count() {
        return waiting.size();
    }
}
