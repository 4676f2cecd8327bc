package dev.mandate.gateway.decision;

import dev.mandate.engine.id.TenantId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants are kept here: those used last, up to a bound. One that somebody waits for is never dropped, so there may
 * be more for a while. A use costs a look-up and, only after another tenant came, one write. Safe to share between threads.
 */
final class Residents {
    /** The time, counted in tenants that came: all that are told apart by it is who was used since which of them. */
    private final AtomicLong time = new AtomicLong();

    private final Map<TenantId, Resident> residents = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final int most;
    private final Consumer<TenantId> follow;
    private final Consumer<TenantId> drop;

    private static final class Resident {
        private volatile long used;
        private final AtomicInteger waiting = new AtomicInteger();
    }

    /** @param most tenants to keep */
    Residents(int most, Consumer<TenantId> follow, Consumer<TenantId> drop) {
        this.most = most;
        this.follow = follow;
        this.drop = drop;
    }

    /** The tenant is asked about; does nothing if it is not kept. */
    void used(TenantId tenant) {
        Resident resident = residents.get(tenant);
        long now = time.get();
        if (resident != null && resident.used != now) {
            resident.used = now;
        }
    }

    /** The tenant is kept from now on. */
    void admit(TenantId tenant) {
        come(tenant, 0);
        shrink();
    }

    /** Somebody waits for the tenant, which is kept at least until as many left. */
    void enter(TenantId tenant) {
        come(tenant, 1);
        shrink();
    }

    /** Somebody waits no longer. */
    void leave(TenantId tenant) {
        residents.computeIfPresent(tenant, (t, resident) -> {
            resident.waiting.decrementAndGet();
            return resident;
        });
        shrink();
    }

    /** INVARIANT: followed and dropped within the map's own step for this tenant, so that both always say the same. */
    private void come(TenantId tenant, int waiting) {
        residents.compute(tenant, (t, known) -> {
            Resident resident = known == null ? come(t) : known;
            resident.waiting.addAndGet(waiting);
            return resident;
        });
    }

    private Resident come(TenantId tenant) {
        Resident resident = new Resident();
        resident.used = time.incrementAndGet();
        follow.accept(tenant);
        return resident;
    }

    private void shrink() {
        while (residents.size() > most) {
            Optional<TenantId> oldest = oldest();
            if (oldest.isEmpty()) {
                return;
            }
            residents.computeIfPresent(oldest.get(), (t, resident) -> resident.waiting.get() > 0 ? resident : go(t));
        }
    }

    private Optional<TenantId> oldest() {
        return residents.entrySet().stream()
                .filter(e -> e.getValue().waiting.get() == 0)
                .min(Comparator.comparingLong(e -> e.getValue().used))
                .map(Map.Entry::getKey);
    }

    // what a map's step answers to take an entry away
    private @Nullable Resident go(TenantId tenant) {
        drop.accept(tenant);
        dropped.incrementAndGet();
        return null;
    }

    int count() {
        return residents.size();
    }

    /** How many were dropped for others. */
    long dropped() {
        return dropped.get();
    }
}
