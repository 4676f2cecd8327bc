package dev.mandate.gateway.decision;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * What is known of the log here and now. Reads take no lock and may be made on any thread; a reader of several things
 * takes the ages and the confirmed head first, then the tenant, then the platform.
 */
public interface State extends Worker.Owner, AutoCloseable {
    /** At revision 0 until it is loaded. */
    Snapshot platform();

    /** Empty until it is loaded; for {@link TenantId#PLATFORM} the platform's own. */
    Optional<Snapshot> tenant(TenantId tenant);

    /** From now on the tenant's stream is followed too; it may be dropped for others once nobody waits for it. */
    void follow(TenantId tenant);

    /** Since the stream was last known to be complete; longer than any bound when it never was. */
    Duration age(TenantId stream);

    /** The stream's head, if it was read from the primary after this moment of {@link System#nanoTime}. */
    OptionalLong confirmedHead(TenantId stream, long arrivalNanos);

    /** Completes, on any thread, when the tenant is loaded and both streams are at least there; may be cancelled. */
    CompletableFuture<Void> reached(TenantId tenant, Position position);

    /** How it is kept. */
    Following following();

    /** Runs this after each fork from now on: what was derived from the lost course must go. */
    void onFork(Runnable listener);

    @Override
    void close();
}
