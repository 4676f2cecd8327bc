package dev.mandate.gateway.decision;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.feed.Replica;
import dev.mandate.protocol.feed.ReplicaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The state as the feed client keeps it. */
public final class ReplicaState implements State {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Replica replica;

    private ReplicaState(ReplicaSettings settings) {
        this.replica = Replica.open(settings.onFork(() -> listeners.forEach(Runnable::run)));
    }

    /** Begins to follow the platform's stream; returns at once. */
    public static State open(ReplicaSettings settings) {
        return new ReplicaState(settings);
    }

    @Override
    public Snapshot platform() {
        return replica.platform();
    }

    @Override
    public Optional<Snapshot> tenant(TenantId tenant) {
        return tenant.equals(TenantId.PLATFORM) ? Optional.of(replica.platform()) : replica.tenant(tenant);
    }

    @Override
    public void follow(TenantId tenant) {
        if (!tenant.equals(TenantId.PLATFORM)) {
            replica.follow(tenant);
        }
    }

    @Override
    public Duration age(TenantId stream) {
        return replica.age(stream);
    }

    @Override
    public OptionalLong confirmedHead(TenantId stream, long arrivalNanos) {
        return replica.confirmedHead(stream, arrivalNanos);
    }

    @Override
    public CompletableFuture<Void> reached(TenantId tenant, Position position) {
        return replica.reached(tenant, position);
    }

    @Override
    public long forkCount() {
        return replica.forkCount();
    }

    @Override
    public void onFork(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        replica.close();
    }
}
