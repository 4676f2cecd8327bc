package dev.mandate.control.log.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers of one tenant's history wait for each other, and for no other tenant. */
@Timeout(60)
class StreamLocksTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final TenantId REGISTRY = new TenantId("registry");

    private final StreamLocks locks = new StreamLocks();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void onlyTheSameTenantWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(
                    () -> locks.withLock(STUDIO, () -> {
                        begun.countDown();
                        awaits(finish);
                        return done.add("slow");
                    }),
                    threads);
            begun.await();
            CompletableFuture<Boolean> next =
                    CompletableFuture.supplyAsync(() -> locks.withLock(STUDIO, () -> done.add("next")), threads);
            assertThat(locks.withLock(REGISTRY, () -> done.add("other"))).isTrue();
            assertThat(done).containsExactly("other");
            finish.countDown();
            CompletableFuture.allOf(slow, next).get();
        }
        assertThat(done).containsExactly("other", "slow", "next");
        assertThat(locks.size()).as("nothing stays behind").isZero();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
