package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.feed.Relay.Weather;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Any faults in any order: nothing is skipped, and nothing looks younger than it is. {@code -Dmandate.faults.seconds} makes
 * it longer, {@code -Dmandate.faults.seed} makes it the same again.
 */
class RandomFaultsTest {
    private static final System.Logger LOGGER = System.getLogger(RandomFaultsTest.class.getName());
    private static final long SECONDS = Long.getLong("mandate.faults.seconds", 12);

    private final long seed = Long.getLong("mandate.faults.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Muddles muddles = new Muddles(new Random(seed + 1));

    /** Writes to all tenants, and moves the platform's stream now and then, until it is interrupted. */
    private static final class Writing implements AutoCloseable {
        private final Stage stage;
        private final Truth truth;
        private final List<TenantId> tenants;
        private final Random random;
        private final Thread thread;
        private volatile boolean over;

        Writing(Stage stage, Truth truth, List<TenantId> tenants, Random random) {
            this.stage = stage;
            this.truth = truth;
            this.tenants = tenants;
            this.random = random;
            this.thread = Thread.ofPlatform().name("writer").start(this::run);
        }

        private void run() {
            for (int i = 0; !over; i++) {
                if (random.nextInt(10) == 0) {
                    stage.writer.with(new TenantId("other-" + i));
                }
                truth.write(tenants.get(random.nextInt(tenants.size())), "u" + i);
                try {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
                } catch (InterruptedException e) {
                    return;
                }
            }
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

    @Test
    void nothingIsSkippedOrTooYoung() throws Exception {
        LOGGER.log(System.Logger.Level.INFO, "the seed of these faults is " + seed);
        try (Stage stage = new Stage("mandate.feed.heartbeat=100ms", "mandate.feed.whole-after=40")) {
            Truth truth = new Truth(stage.writer);
            List<TenantId> tenants = List.of(stage.tenant(truth), stage.tenant(truth), stage.tenant(truth));
            try (Replica replica = stage.following(tenants.toArray(TenantId[]::new));
                    Sampler sampler = new Sampler(truth, replica, tenants)) {
                try (Writing writing = new Writing(stage, truth, tenants, new Random(seed + 2))) {
                    disturb(stage, replica, tenants);
                    assertThat(writing.thread.isAlive()).isTrue();
                }
                for (TenantId tenant : tenants) {
                    truth.assertSame(replica, tenant);
                    Stage.fresh(replica, tenant);
                }
                assertThat(sampler.lie()).as("seed %s", seed).isEmpty();
                assertThat(replica.forkCount()).as("seed %s", seed).isZero();
                assertThat(replica.interruptionCount()).as("it was disturbed").isPositive();
            }
        }
    }

    private void disturb(Stage stage, Replica replica, List<TenantId> tenants)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (System.nanoTime() < end) {
            fault(stage, replica, tenants);
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(900));
            stage.repair();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        }
    }

    private void fault(Stage stage, Replica replica, List<TenantId> tenants) {
        stage.way.muddle(muddles::record);
        switch (random.nextInt(13)) {
            case 0 -> stage.way.cut();
            case 1 -> stage.way.end();
            case 2 -> stage.way.down(Weather.PAUSED);
            case 3 -> stage.way.up(Weather.PAUSED);
            case 4 -> stage.way.down(Weather.slow(1_000 + random.nextInt(20_000)));
            case 5 -> stage.way.up(Weather.late(Duration.ofMillis(random.nextInt(800))));
            case 6 -> stage.way.muddle(muddles::duplicate);
            case 7 -> stage.way.muddle(muddles::reorder);
            case 8 -> stage.way.muddle(muddles::lose);
            case 9 -> {
                stage.way.muddle(muddles::replay);
                stage.way.end();
            }
            case 10 -> stage.database.cut();
            case 11 -> stage.database.down(Weather.PAUSED);
            default -> {
                TenantId tenant = tenants.get(random.nextInt(tenants.size()));
                replica.drop(tenant);
                replica.follow(tenant);
            }
        }
    }
}
