package dev.mandate.gateway.decision;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.feed.Replica;
import dev.mandate.protocol.feed.ReplicaSettings;
import dev.mandate.protocol.worker.Worker;
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
    private final Residents residents;

    private ReplicaState(ReplicaSettings settings, int most) {
        this.replica = Replica.open(settings.onFork(() -> listeners.forEach(Runnable::run)));
        this.residents = new Residents(most, replica::follow, replica::drop);
        replica.followed().stream().filter(t -> !t.equals(TenantId.PLATFORM)).forEach(residents::admit);
    }

    /**
     * Begins to follow the platform's stream; returns at once.
     *
     * @param most tenants to keep, those on disk among them
     */
    public static State open(ReplicaSettings settings, int most) {
        return new ReplicaState(settings, most);
    }

    @Override
    public Snapshot platform() {
        return replica.platform();
    }

    @Override
    public Optional<Snapshot> tenant(TenantId tenant) {
        if (tenant.equals(TenantId.PLATFORM)) {
            return Optional.of(replica.platform());
        }
        residents.used(tenant);
        return replica.tenant(tenant);
    }

    @Override
    public void follow(TenantId tenant) {
        if (!tenant.equals(TenantId.PLATFORM)) {
            residents.admit(tenant);
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
        if (tenant.equals(TenantId.PLATFORM)) {
            return replica.reached(tenant, position);
        }
        // INVARIANT: kept before it is waited for, and until the last has left
        residents.enter(tenant);
        CompletableFuture<Void> reached = replica.reached(tenant, position);
        var _ = reached.whenComplete((done, failure) -> residents.leave(tenant));
        return reached;
    }

    @Override
    public Following following() {
        return new Following(
                residents.count(),
                residents.dropped(),
                replica.forkCount(),
                replica.interruptionCount(),
                replica.unknownCount(),
                replica.stopped(),
                replica.refused(),
                replica.issuer());
    }

    @Override
    public List<Worker> workers() {
        return replica.workers();
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
