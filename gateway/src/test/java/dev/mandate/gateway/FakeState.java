package dev.mandate.gateway;

import dev.mandate.engine.Position;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.gateway.decision.Following;
import dev.mandate.gateway.decision.State;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A state that a test writes: entries are folded at once, and how old it is stands to the test. */
final class FakeState implements State {
    private record Waiter(TenantId tenant, Position position, CompletableFuture<Void> reached) {}

    private final Map<TenantId, Snapshot> snapshots = new ConcurrentHashMap<>();
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<TenantId> followed = new CopyOnWriteArrayList<>();
    private final Worker failing = new Worker("feed-test", Duration.ZERO, () -> {
        throw new IllegalStateException("a worker of a test");
    });
    private final List<Worker> workers = List.of(failing);
    private volatile Following following = Following.QUIET;
    private volatile boolean broken;
    private volatile Duration age = Duration.ZERO;
    private volatile OptionalLong confirmed = OptionalLong.empty();

    FakeState() {
        snapshots.put(TenantId.PLATFORM, Snapshot.empty(TenantId.PLATFORM));
    }

    /** Appends one entry and wakes who waited for it. */
    long append(TenantId stream, Change... changes) {
        Snapshot before = snapshots.getOrDefault(stream, Snapshot.empty(stream));
        Entry entry = new Entry(before.revision() + 1, Instant.EPOCH, platform().revision(), List.of(changes));
        Snapshot after = before.apply(entry);
        snapshots.put(stream, after);
        wake();
        return after.revision();
    }

    /** Takes a stream back to another course. */
    void fork(TenantId stream, Snapshot other) {
        snapshots.put(stream, other);
        listeners.forEach(Runnable::run);
    }

    void unload(TenantId stream) {
        snapshots.remove(stream);
    }

    void load(Snapshot snapshot) {
        snapshots.put(snapshot.stream(), snapshot);
        wake();
    }

    private void wake() {
        for (Waiter waiter : new ArrayList<>(waiters)) {
            if (isThere(waiter.tenant(), waiter.position())) {
                waiter.reached().complete(null);
            }
        }
    }

    private boolean isThere(TenantId tenant, Position position) {
        return platform().revision() >= position.platform()
                && tenant(tenant).filter(s -> s.revision() >= position.tenant()).isPresent();
    }

    /** A worker that fails whenever it runs; it runs once it is started. */
    Worker failing() {
        return failing;
    }

    void age(Duration other) {
        age = other;
    }

    void following(Following other) {
        following = other;
    }

    void confirmHead(long revision) {
        confirmed = OptionalLong.of(revision);
    }

    int waiting() {
        return (int) waiters.stream().filter(w -> !w.reached().isDone()).count();
    }

    List<TenantId> followed() {
        return followed;
    }

    @Override
    public Snapshot platform() {
        return tenant(TenantId.PLATFORM).orElseThrow();
    }

    @Override
    public Optional<Snapshot> tenant(TenantId tenant) {
        return Optional.ofNullable(snapshots.get(tenant));
    }

    @Override
    public void follow(TenantId tenant) {
        followed.add(tenant);
    }

    /** From now on every question about the age fails. */
    void breakDown() {
        broken = true;
    }

    @Override
    public Duration age(TenantId stream) {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        return age;
    }

    @Override
    public OptionalLong confirmedHead(TenantId stream, long arrivalNanos) {
        return confirmed;
    }

    @Override
    public CompletableFuture<Void> reached(TenantId tenant, Position position) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        waiters.add(new Waiter(tenant, position, reached));
        wake();
        return reached;
    }

    @Override
    public List<Worker> workers() {
        return workers;
    }

    @Override
    public Following following() {
        return following;
    }

    @Override
    public void onFork(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {}
}
