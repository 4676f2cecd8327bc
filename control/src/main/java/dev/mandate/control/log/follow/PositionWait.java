package dev.mandate.control.log.follow;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Waiters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A wait until this node has folded a position; loads the tenant on the caller's thread. */
final class PositionWait {
    private final Streams streams;
    private final Waiters waiters;

    PositionWait(Streams streams, Waiters waiters) {
        this.streams = streams;
        this.waiters = waiters;
    }

    /** Waits until that moment of {@link System#nanoTime} at most; returns whether the position was reached. */
    boolean until(TenantId tenant, Position position, long end) throws InterruptedException {
        return hasReached(tenant, position) || (awaitMove(tenant, position, end) && hasReached(tenant, position));
    }

    private boolean hasReached(TenantId tenant, Position position) {
        if (!streams.exists(tenant)) {
            return false;
        }
        Position now = streams.position(tenant);
        return now.tenant() >= position.tenant() && now.platform() >= position.platform();
    }

    private boolean awaitMove(TenantId tenant, Position position, long end) throws InterruptedException {
        CompletableFuture<Void> reached = waiters.await(tenant, position);
        try {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            reached.get(left.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("nobody fails a waiter", e);
        } finally {
            reached.cancel(false);
        }
    }
}
