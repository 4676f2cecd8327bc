package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.feed.Relay.Weather;
import dev.mandate.control.log.LogNode;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No delay anywhere makes state look younger than it is. */
class AgeTest {
    private static final Duration LATE = Duration.ofMillis(1_800);

    private static Stage stage;

    private Truth truth;
    private TenantId tenant;

    @BeforeAll
    static void open() throws IOException {
        stage = new Stage();
    }

    @AfterAll
    static void close() throws IOException {
        stage.close();
    }

    @BeforeEach
    void newTenant() {
        truth = new Truth(stage.writer);
        tenant = stage.tenant(truth);
    }

    @AfterEach
    void repair() {
        stage.repair();
    }

    private static void pass(Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        LogNode.soon(() -> System.nanoTime() - begun > time.toNanos());
    }

    private void writeFor(Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        for (int i = 0; System.nanoTime() - begun < time.toNanos(); i++) {
            truth.write(tenant, "u" + i);
            pass(Duration.ofMillis(50));
        }
    }

    @Test
    void isSmallInHealth() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            writeFor(Duration.ofSeconds(3));
            assertThat(sampler.lie()).isEmpty();
            assertThat(sampler.oldest()).isLessThan(Duration.ofSeconds(4));
            truth.assertSame(replica, tenant);
        }
    }

    @Test
    void countsTheWayDown() throws Exception {
        try (Replica replica = stage.following(tenant)) {
            stage.way.down(Weather.late(LATE));
            pass(LATE);
            try (Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
                writeFor(Duration.ofSeconds(2));
                assertThat(sampler.youngest()).isGreaterThanOrEqualTo(LATE);
                assertThat(sampler.lie()).isEmpty();
            }
        }
    }

    @Test
    void countsTheWayUp() throws Exception {
        try (Replica replica = stage.following(tenant)) {
            stage.way.up(Weather.late(LATE));
            pass(LATE);
            try (Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
                writeFor(Duration.ofSeconds(2));
                assertThat(sampler.youngest()).isGreaterThanOrEqualTo(LATE);
                assertThat(sampler.lie()).isEmpty();
            }
        }
    }

    @Test
    void countsWhatLayInABuffer() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.way.down(Weather.PAUSED);
            writeFor(Duration.ofSeconds(3));
            // what gathered comes by and by, the oldest first
            stage.way.down(Weather.slow(8_000));
            pass(Duration.ofSeconds(2));
            stage.way.repair();
            truth.assertSame(replica, tenant);
            assertThat(sampler.lie()).isEmpty();
            assertThat(sampler.oldest()).isGreaterThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void countsASlowedConnection() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.way.down(Weather.slow(1_000));
            writeFor(Duration.ofMillis(3_500));
            assertThat(sampler.lie()).isEmpty();
            assertThat(sampler.oldest()).isGreaterThan(Duration.ofSeconds(2));
            stage.way.repair();
            truth.assertSame(replica, tenant);
        }
    }

    @Test
    void countsTheTimeWithoutADatabase() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.database.cut();
            truth.write(tenant, "unseen");
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofSeconds(3)) > 0))
                    .as("heartbeats of a node that reads nothing keep nothing fresh")
                    .isTrue();
            assertThat(replica.interruptionCount()).as("the connection stands").isZero();
            stage.repair();
            truth.assertSame(replica, tenant);
            Stage.fresh(replica, tenant);
            assertThat(sampler.lie()).isEmpty();
        }
    }

    @Test
    void countsTheTimeOfAHangingDatabase() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.database.down(Weather.PAUSED);
            writeFor(Duration.ofSeconds(3));
            assertThat(replica.age(tenant)).isGreaterThan(Duration.ofMillis(2_500));
            stage.repair();
            truth.assertSame(replica, tenant);
            Stage.fresh(replica, tenant);
            assertThat(sampler.lie()).isEmpty();
        }
    }

    @Test
    void anotherNodesKnowledgeDatesNothing() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.database.cut();
            // a new connection to a node that has read nothing since
            stage.way.end();
            truth.write(tenant, "unseen");
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofSeconds(3)) > 0))
                    .isTrue();
            TenantId later = stage.tenant(truth);
            replica.follow(later);
            pass(Duration.ofSeconds(1));
            assertThat(replica.tenant(later)).isEmpty();
            stage.repair();
            truth.assertSame(replica, later);
            truth.assertSame(replica, tenant);
            assertThat(sampler.lie()).isEmpty();
        }
    }

    @Test
    void aNodeThatStopsNeverVouches() throws Exception {
        TenantId well = stage.tenant(truth);
        try (Replica replica = stage.following(tenant, well);
                Sampler sampler = new Sampler(truth, replica, List.of(well))) {
            stage.writeUnreadable(tenant);
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofSeconds(3)) > 0))
                    .as("what comes after an unknown change is not vouched for")
                    .isTrue();
            assertThat(stage.control.streams.stopped(tenant)).isTrue();
            assertThat(replica.age(well)).as("others go on").isLessThan(Duration.ofSeconds(3));
            truth.write(well, "later");
            truth.assertSame(replica, well);
            assertThat(sampler.lie()).isEmpty();
        }
    }
}
