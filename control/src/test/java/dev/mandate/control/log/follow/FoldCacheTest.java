package dev.mandate.control.log.follow;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.LogSettingsBuilder;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.entry.Ledger;
import dev.mandate.control.log.entry.StoredFolds;
import dev.mandate.control.log.entry.StreamHead;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.Chain;
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
class FoldCacheTest {
    private static final int MOST = 3;
    private static final List<TenantId> TENANTS =
            IntStream.range(0, 8).mapToObj(i -> new TenantId("tenant-" + i)).toList();

    private DatabaseSettings settings;
    private LogNode writer;

    @BeforeEach
    void write() {
        settings = TestDatabase.fresh();
        writer = LogNode.on(settings);
        for (TenantId tenant : TENANTS) {
            writer.with(tenant).addUser(tenant, "first");
        }
    }

    @AfterEach
    void stop() {
        writer.close();
    }

    private LogNode bounded() {
        return LogNode.on(settings, new LogSettingsBuilder().tenants(MOST).build());
    }

    private static int loaded(LogNode node) {
        return node.streams.health().loaded();
    }

    @Test
    void startsWithoutAnyTenant() {
        try (LogNode node = bounded()) {
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
        try (LogNode node = bounded()) {
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
        try (LogNode node = bounded()) {
            FoldedState used = node.streams.folded(TENANTS.getFirst());
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
        try (LogNode node = bounded()) {
            FoldedState held = node.streams.folded(STUDIO_LIKE);
            try (Streams.Hold _ = node.streams.hold(STUDIO_LIKE)) {
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
        try (LogNode node = bounded()) {
            long revision = writer.addUser(STUDIO_LIKE, "second").revision();
            assertThat(LogNode.soon(
                            () -> node.streams.head(STUDIO_LIKE).orElseThrow().revision() == revision))
                    .isTrue();
            assertThat(node.streams.head(STUDIO_LIKE)).isEqualTo(writer.streams.head(STUDIO_LIKE));
            assertThat(loaded(node)).isZero();
        }
    }

    @Test
    void aTenantBeginsAtItsGenesis() {
        writer.with(STUDIO);
        try (LogNode node = bounded()) {
            assertThat(node.streams.head(STUDIO)).contains(new StreamHead(STUDIO, 0, Chain.genesis(STUDIO)));
            assertThat(node.streams.head(new TenantId("nobody"))).isEmpty();
        }
    }

    @Test
    void tellsOfMovesOfWhatIsNotLoaded() throws InterruptedException {
        try (LogNode node = bounded()) {
            boolean[] told = {false};
            try (Streams.Listening _ = node.streams.onMove(() -> told[0] = true)) {
                writer.addUser(STUDIO_LIKE, "second");
                assertThat(LogNode.soon(() -> told[0])).isTrue();
            }
            assertThat(loaded(node)).isZero();
        }
    }

    @Test
    void waitsForATenantThatComes() throws Exception {
        try (LogNode node = bounded();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> there =
                    threads.submit(() -> node.streams.await(STUDIO, new Position(1, 1), Duration.ofSeconds(20)));
            // the waiter's hold is what makes it one more
            assertThat(LogNode.soon(() -> loaded(node) == 1)).isTrue();
            TENANTS.forEach(tenant -> node.hasUser(tenant, "first"));
            writer.with(STUDIO).addUser(STUDIO, "first");
            assertThat(there.get()).isTrue();
            assertThat(node.hasUser(STUDIO, "first")).isTrue();
        }
    }

    /** What is read after an acknowledged write has it, whatever is dropped and loaded again meanwhile. */
    @Test
    void missesNothingWhileFoldsComeAndGo() throws Exception {
        try (LogNode node = bounded();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> callers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> missed(node, i))
                    .toList();
            for (Future<Integer> missed : threads.invokeAll(callers)) {
                assertThat(missed.get()).isZero();
            }
        }
    }

    private int missed(LogNode node, int caller) throws InterruptedException {
        int missed = 0;
        for (int i = 0; i < 40; i++) {
            TenantId tenant = TENANTS.get((caller * 3 + i) % TENANTS.size());
            String user = "user-" + caller + "-" + i;
            Position written = writer.addUser(tenant, user).position();
            boolean there = node.streams.await(tenant, written, Duration.ofSeconds(20));
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
    private record Loading(Ledger ledger, Runnable reading, Runnable applying) implements StreamFold.Environment {
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
        FoldCache folds = new FoldCache(new Loading(ledger(), () -> load(loads, all), () -> {}), MOST);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<FoldedState>> asked = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        callers.add(Thread.currentThread());
                        return folds.folded(STUDIO_LIKE);
                    }))
                    .toList();
            assertThat(LogNode.soon(() -> callers.size() == asked.size()
                            && callers.stream().allMatch(t -> t.getState() == Thread.State.WAITING)))
                    .isTrue();
            all.countDown();
            for (Future<FoldedState> one : asked) {
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
        AtomicReference<FoldCache> folds = new AtomicReference<>();
        AtomicBoolean come = new AtomicBoolean();
        Runnable comes = () -> {
            if (come.compareAndSet(false, true)) {
                writer.addUser(STUDIO_LIKE, "second");
                folds.get().entriesArrived(List.of(STUDIO_LIKE));
            }
        };
        folds.set(new FoldCache(new Loading(ledger(), () -> {}, comes), MOST));
        assertThat(folds.get().folded(STUDIO_LIKE).revision()).isEqualTo(2);
    }
}
