package dev.mandate.protocol.feed;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait until streams have come to a position. Safe to share between threads. */
public final class Waiters {
    /** Whether the tenant is loaded and both streams are at least there. */
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

    /** Completes when it is reached; forgotten when the caller cancels or completes it. */
    public CompletableFuture<Void> await(TenantId tenant, Position position) {
        if (reach.reached(tenant, position)) {
            return CompletableFuture.completedFuture(null);
        }
        Waiter waiter = new Waiter(tenant, position, new CompletableFuture<>());
        waiting.add(waiter);
        CompletableFuture<Void> future = waiter.future();
        var _ = future.whenComplete((done, failure) -> waiting.remove(waiter));
        // INVARIANT: asked again after joining, as a move in between told nobody
        release(waiter);
        return future;
    }

    /** To be called after every move of any stream. */
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
