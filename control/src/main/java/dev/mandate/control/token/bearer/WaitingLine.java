package dev.mandate.control.token.bearer;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.limit.InProgress;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * Requests that wait until this node has folded a revision: a bounded number of each app, each for a bounded time. Thread-safe.
 */
public final class WaitingLine {
    private final Streams streams;
    private final WaitBounds bounds;
    private final InProgress waiting;

    public WaitingLine(Streams streams, WaitBounds bounds) {
        this.streams = streams;
        this.bounds = bounds;
        this.waiting = new InProgress(bounds.waiting());
    }

    /** Waits if need be, and says whether both streams are so far; not while the tenant is unknown here. */
    public boolean reaches(TenantId tenant, AppId app, Position position) {
        try {
            return there(tenant, position) || waited(tenant, app, position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (DataAccessException e) {
            return false; // a tenant that was never asked for before is read from the database, which is away
        }
    }

    private boolean there(TenantId tenant, Position position) {
        if (!streams.exists(tenant)) {
            return false;
        }
        Position now = streams.position(tenant);
        return now.tenant() >= position.tenant() && now.platform() >= position.platform();
    }

    private boolean waited(TenantId tenant, AppId app, Position position) throws InterruptedException {
        Optional<InProgress.Place> free = waiting.take(app.value());
        if (free.isEmpty()) {
            return false;
        }
        try (InProgress.Place _ = free.get()) {
            return await(tenant, position, System.nanoTime() + bounds.longest().toNanos());
        }
    }

    private boolean await(TenantId tenant, Position position, long end) throws InterruptedException {
        while (!streams.exists(tenant)) {
            long next = streams.position(TenantId.PLATFORM).platform() + 1;
            if (!streams.await(TenantId.PLATFORM, new Position(next, next), until(end))) {
                return false;
            }
        }
        return streams.await(tenant, position, until(end));
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
