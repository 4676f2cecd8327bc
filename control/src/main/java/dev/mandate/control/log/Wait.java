package dev.mandate.control.log;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Waiters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody who waits until this node has folded a position; loads the tenant in the waiter's own time. */
final class Wait {
    private final Streams streams;
    private final Waiters waiters;

    Wait(Streams streams, Waiters waiters) {
        this.streams = streams;
        this.waiters = waiters;
    }

    /** Waits, at the longest until that moment of {@link System#nanoTime}; false if it was not reached by then. */
    boolean until(TenantId tenant, Position position, long end) throws InterruptedException {
        return there(tenant, position) || (reached(tenant, position, end) && there(tenant, position));
    }

    private boolean there(TenantId tenant, Position position) {
        if (!streams.exists(tenant)) {
            return false;
        }
        Position now = streams.position(tenant);
        return now.tenant() >= position.tenant() && now.platform() >= position.platform();
    }

    private boolean reached(TenantId tenant, Position position, long end) throws InterruptedException {
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
