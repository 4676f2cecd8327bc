package dev.mandate.control.log;

import static dev.mandate.control.log.Node.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.form.Chain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants are loaded when they are used, and only so many stay. */
class FoldsTest {
    private static final int MOST = 3;
    private static final List<TenantId> TENANTS =
            IntStream.range(0, 8).mapToObj(i -> new TenantId("tenant-" + i)).toList();

    private DatabaseSettings settings;
    private Node writer;

    @BeforeEach
    void write() {
        settings = TestDatabase.fresh();
        writer = Node.on(settings);
        for (TenantId tenant : TENANTS) {
            writer.with(tenant).addUser(tenant, "first");
        }
    }

    @AfterEach
    void stop() {
        writer.close();
    }

    private Node bounded() {
        return Node.on(settings, LogSettings.DEFAULTS.keeping(MOST));
    }

    private static int loaded(Node node) {
        return node.streams.health().loaded();
    }

    @Test
    void startsWithoutAnyTenant() {
        try (Node node = bounded()) {
            assertThat(loaded(node)).isZero();
            for (TenantId tenant : TENANTS) {
                assertThat(node.streams.head(tenant))
                        .isEqualTo(writer.streams.head(tenant))
                        .isPresent();
            }
            assertThat(loaded(node)).as("a head loads nothing").isZero();
        }
    }

    @Test
    void keepsOnlySoMany() {
        try (Node node = bounded()) {
            for (int round = 0; round < 2; round++) {
                for (TenantId tenant : TENANTS) {
                    assertThat(node.hasUser(tenant, "first")).isTrue();
                    assertThat(loaded(node)).isLessThanOrEqualTo(MOST);
                }
            }
            assertThat(loaded(node)).isEqualTo(MOST);
        }
    }

    @Test
    void dropsTheLeastRecentlyUsed() {
        try (Node node = bounded()) {
            Folded used = node.streams.folded(TENANTS.getFirst());
            for (TenantId tenant : TENANTS) {
                node.hasUser(tenant, "first");
                assertThat(node.streams.folded(TENANTS.getFirst())).isSameAs(used);
            }
            node.hasUser(TENANTS.get(1), "first");
            node.hasUser(TENANTS.get(2), "first");
            node.hasUser(TENANTS.get(3), "first");
            assertThat(node.streams.folded(TENANTS.getFirst())).isNotSameAs(used);
        }
    }

    @Test
    void keepsWhatIsHeld() {
        try (Node node = bounded()) {
            Folded held = node.streams.folded(STUDIO_LIKE);
            try (Folds.Hold _ = node.streams.hold(STUDIO_LIKE)) {
                TENANTS.forEach(tenant -> node.hasUser(tenant, "first"));
                assertThat(node.streams.folded(STUDIO_LIKE)).isSameAs(held);
            }
            TENANTS.stream().skip(1).forEach(tenant -> node.hasUser(tenant, "first"));
            assertThat(node.streams.folded(STUDIO_LIKE)).as("no longer").isNotSameAs(held);
        }
    }

    private static final TenantId STUDIO_LIKE = TENANTS.getFirst();

    @Test
    void knowsTheEndOfWhatIsNotLoaded() throws InterruptedException {
        try (Node node = bounded()) {
            long revision = writer.addUser(STUDIO_LIKE, "second").revision();
            assertThat(Node.soon(
                            () -> node.streams.head(STUDIO_LIKE).orElseThrow().revision() == revision))
                    .isTrue();
            assertThat(node.streams.head(STUDIO_LIKE)).isEqualTo(writer.streams.head(STUDIO_LIKE));
            assertThat(loaded(node)).isZero();
        }
    }

    @Test
    void aTenantBeginsAtItsGenesis() {
        writer.with(STUDIO);
        try (Node node = bounded()) {
            assertThat(node.streams.head(STUDIO)).contains(new Head(STUDIO, 0, Chain.genesis(STUDIO)));
            assertThat(node.streams.head(new TenantId("nobody"))).isEmpty();
        }
    }

    @Test
    void tellsOfMovesOfWhatIsNotLoaded() throws InterruptedException {
        try (Node node = bounded()) {
            boolean[] told = {false};
            try (Streams.Listening _ = node.streams.onMove(() -> told[0] = true)) {
                writer.addUser(STUDIO_LIKE, "second");
                assertThat(Node.soon(() -> told[0])).isTrue();
            }
            assertThat(loaded(node)).isZero();
        }
    }

    @Test
    void waitsForATenantThatComes() throws Exception {
        try (Node node = bounded();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> there =
                    threads.submit(() -> node.streams.awaits(STUDIO, new Position(1, 1), Duration.ofSeconds(20)));
            // the waiter's hold is what makes it one more
            assertThat(Node.soon(() -> loaded(node) == 1)).isTrue();
            TENANTS.forEach(tenant -> node.hasUser(tenant, "first"));
            writer.with(STUDIO).addUser(STUDIO, "first");
            assertThat(there.get()).isTrue();
            assertThat(node.hasUser(STUDIO, "first")).isTrue();
        }
    }

    /** What is read after an acknowledged write has it, whatever is dropped and loaded again meanwhile. */
    @Test
    void missesNothingWhileFoldsComeAndGo() throws Exception {
        try (Node node = bounded();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> callers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> missed(node, i))
                    .toList();
            for (Future<Integer> missed : threads.invokeAll(callers)) {
                assertThat(missed.get()).isZero();
            }
        }
    }

    private int missed(Node node, int caller) throws InterruptedException {
        int missed = 0;
        for (int i = 0; i < 40; i++) {
            TenantId tenant = TENANTS.get((caller * 3 + i) % TENANTS.size());
            String user = "user-" + caller + "-" + i;
            Position written = writer.addUser(tenant, user).position();
            boolean there = node.streams.awaits(tenant, written, Duration.ofSeconds(20));
            boolean found = node.streams.view(tenant).tenant().tenancy().users().contains(new UserId(user));
            missed += there && found ? 0 : 1;
        }
        return missed;
    }

    /**
     * What a fold is loaded from, with a look at how that goes.
     *
     * @param reading runs as the load begins
     * @param applying runs before each entry, when those to apply were read already
     */
    private record Loading(Ledger ledger, Runnable reading, Runnable applying) implements StreamFold.Surroundings {
        @Override
        public Optional<StoredFolds.Stored> stored(TenantId stream) {
            reading.run();
            return Optional.empty();
        }

        @Override
        public long platformAtLeast(long revision) {
            applying.run();
            return revision;
        }

        @Override
        public void moved(StreamFold fold) {}

        @Override
        public void forked(TenantId stream) {
            throw new AssertionError("nothing was lost");
        }
    }

    private Ledger ledger() {
        return new Ledger(writer.database.dataSource());
    }

    @Test
    void loadsOnceForAllWhoAskAtOnce() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        List<Thread> callers = new CopyOnWriteArrayList<>();
        Folds folds = new Folds(new Loading(ledger(), () -> load(loads, all), () -> {}), MOST);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Folded>> asked = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        callers.add(Thread.currentThread());
                        return folds.folded(STUDIO_LIKE);
                    }))
                    .toList();
            assertThat(Node.soon(() -> callers.size() == asked.size()
                            && callers.stream().allMatch(t -> t.getState() == Thread.State.WAITING)))
                    .isTrue();
            all.countDown();
            for (Future<Folded> one : asked) {
                assertThat(one.get()).isSameAs(folds.folded(STUDIO_LIKE));
            }
        }
        assertThat(loads).hasValue(1);
    }

    private static void load(AtomicInteger loads, CountDownLatch until) {
        loads.incrementAndGet();
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void missesNothingThatComesWhileItLoads() {
        AtomicReference<Folds> folds = new AtomicReference<>();
        AtomicBoolean come = new AtomicBoolean();
        Runnable comes = () -> {
            if (come.compareAndSet(false, true)) {
                writer.addUser(STUDIO_LIKE, "second");
                folds.get().news(List.of(STUDIO_LIKE));
            }
        };
        folds.set(new Folds(new Loading(ledger(), () -> {}, comes), MOST));
        assertThat(folds.get().folded(STUDIO_LIKE).revision()).isEqualTo(2);
    }
}
