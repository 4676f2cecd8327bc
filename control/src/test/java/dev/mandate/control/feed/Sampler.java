package dev.mandate.control.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Replica;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Holds a replica against the truth again and again, on a thread of its own. */
final class Sampler implements AutoCloseable {
    private final Truth truth;
    private final Replica replica;
    private final Collection<TenantId> tenants;
    private final AtomicReference<Optional<String>> lie = new AtomicReference<>(Optional.empty());
    private final Thread thread;
    private volatile boolean over;
    private volatile Duration youngest = Duration.ofDays(1);
    private volatile Duration oldest = Duration.ZERO;

    Sampler(Truth truth, Replica replica, Collection<TenantId> tenants) {
        this.truth = truth;
        this.replica = replica;
        this.tenants = tenants;
        this.thread = Thread.ofPlatform().name("sampler").start(this::run);
    }

    private void run() {
        try {
            while (!over) {
                tenants.forEach(this::look);
                TimeUnit.MICROSECONDS.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(TenantId tenant) {
        Optional<String> now = truth.lie(replica, tenant);
        lie.updateAndGet(first -> first.or(() -> now));
        Duration age = replica.age(tenant);
        youngest = age.compareTo(youngest) < 0 ? age : youngest;
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }

    /** The first time that state looked younger than it was. */
    Optional<String> lie() {
        return lie.get();
    }

    /** The smallest age seen. */
    Duration youngest() {
        return youngest;
    }

    /** The largest age seen. */
    Duration oldest() {
        return oldest;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
