package dev.mandate.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResidentsTest {
    private static final TenantId ONE = new TenantId("one");
    private static final TenantId TWO = new TenantId("two");
    private static final TenantId THREE = new TenantId("three");
    private static final TenantId FOUR = new TenantId("four");

    private final Set<TenantId> followed = ConcurrentHashMap.newKeySet();
    private final Residents residents = new Residents(3, followed::add, followed::remove);

    private void admit(TenantId... tenants) {
        List.of(tenants).forEach(residents::admit);
    }

    @Test
    void dropsTheLeastRecentlyUsed() {
        admit(ONE, TWO, THREE);
        residents.used(ONE);
        admit(FOUR);
        assertThat(followed).containsExactlyInAnyOrder(ONE, THREE, FOUR);
        assertThat(residents.dropped()).isEqualTo(1);
        residents.used(THREE);
        admit(TWO);
        assertThat(followed).containsExactlyInAnyOrder(TWO, THREE, FOUR);
    }

    @Test
    void followsNobodyTwice() {
        admit(ONE, ONE, ONE, ONE, ONE);
        assertThat(residents.count()).isEqualTo(1);
        assertThat(residents.dropped()).isZero();
    }

    @Test
    void keepsWhoeverIsWaitedFor() {
        residents.enter(ONE);
        admit(TWO, THREE, FOUR);
        assertThat(followed).containsExactlyInAnyOrder(ONE, THREE, FOUR);
        residents.enter(THREE);
        residents.enter(FOUR);
        residents.enter(TWO);
        assertThat(followed).as("all are waited for").hasSize(4);
        residents.leave(ONE);
        assertThat(followed).containsExactlyInAnyOrder(TWO, THREE, FOUR);
    }

    @Test
    void waitsForTheLastToLeave() {
        residents.enter(ONE);
        residents.enter(ONE);
        residents.leave(ONE);
        admit(TWO, THREE, FOUR);
        assertThat(followed).contains(ONE);
    }

    @Test
    void holdsTheBoundFromManyThreads() throws InterruptedException {
        List<TenantId> many =
                IntStream.range(0, 50).mapToObj(i -> new TenantId("t" + i)).toList();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> callThem(many)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(residents.count()).isEqualTo(3);
        assertThat(followed).hasSize(3);
    }

    private void callThem(List<TenantId> many) {
        for (int i = 0; i < 2_000; i++) {
            TenantId tenant = many.get(ThreadLocalRandom.current().nextInt(many.size()));
            residents.enter(tenant);
            assertThat(followed).contains(tenant);
            residents.used(tenant);
            residents.leave(tenant);
        }
    }
}
