package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Replica;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that come twice, late, never, or from another connection: nothing is skipped, and nothing looks younger than it is. */
class MuddledFeedTest {
    private static final Pattern NUMBER = Pattern.compile("\"n\":([0-9]+)");

    private static Stage stage;

    private final Muddles muddles = new Muddles(new Random(7));
    private Truth truth;
    private TenantId tenant;

    @BeforeAll
    static void open() throws IOException {
        stage = new Stage("mandate.feed.heartbeat=50ms");
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

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            // the platform's stream moves too, and the tenant's entries need it
            stage.writer.with(new TenantId(tenant + "-" + i + "-" + System.nanoTime()));
            truth.write(tenant, "u" + System.nanoTime());
        }
    }

    /** Writes while lines are muddled; what is known afterwards is what the log has. */
    private long interruptionsWhile(Relay.Muddle muddle) throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.way.muddle(muddle);
            write(20);
            long begun = System.nanoTime();
            assertThat(LogNode.soon(() -> System.nanoTime() - begun > 1_000_000_000L))
                    .isTrue();
            stage.repair();
            write(3);
            truth.assertSame(replica, tenant);
            Stage.fresh(replica, tenant);
            assertThat(sampler.lie()).isEmpty();
            assertThat(replica.forkCount()).isZero();
            assertThat(replica.platform().revision())
                    .isEqualTo(stage.writer.streams.folded(TenantId.PLATFORM).revision());
            return replica.interruptionCount();
        }
    }

    @Test
    void takesDuplicatesOnce() throws Exception {
        assertThat(interruptionsWhile(muddles::duplicate))
                .as("what came before is passed over")
                .isZero();
    }

    @Test
    void noticesReorderedLines() throws Exception {
        assertThat(interruptionsWhile(muddles::reorder)).isPositive();
    }

    @Test
    void noticesLostLines() throws Exception {
        assertThat(interruptionsWhile(muddles::lose)).isPositive();
    }

    @Test
    void noticesALostHeartbeatAlone() throws Exception {
        assertThat(interruptionsWhile(line -> line.contains("\"heartbeat\"") ? List.of() : List.of(line)))
                .isPositive();
    }

    @Test
    void refusesAnOldConnectionsLines() throws Exception {
        try (Replica replica = stage.following(tenant);
                Sampler sampler = new Sampler(truth, replica, List.of(tenant))) {
            stage.way.muddle(muddles::record);
            stage.way.end();
            write(5);
            truth.assertSame(replica, tenant);
            long before = replica.interruptionCount();
            stage.way.muddle(muddles::replay);
            stage.way.end();
            assertThat(LogNode.soon(() -> replica.interruptionCount() > before + 2))
                    .as("no connection that begins with another's lines is believed")
                    .isTrue();
            write(2);
            stage.repair();
            truth.assertSame(replica, tenant);
            Stage.fresh(replica, tenant);
            assertThat(sampler.lie()).isEmpty();
        }
    }

    @Test
    void refusesAnOldConnectionsLinesAmongItsOwn() throws Exception {
        stage.way.muddle(muddles::record);
        try (Replica before = stage.following(tenant)) {
            write(5);
            truth.assertSame(before, tenant);
        }
        stage.way.repair();
        assertThat(interruptionsWhile(muddles::replay)).isPositive();
    }

    @Test
    void passesOverFramesOfLaterReleases() throws Exception {
        stage.way.muddle(new LaterRelease());
        try (Replica replica = stage.following(tenant)) {
            write(5);
            truth.assertSame(replica, tenant);
            assertThat(replica.unknownCount()).isPositive();
            assertThat(replica.interruptionCount()).isZero();
        }
    }

    /** Puts a frame of an unknown type after each line, and members that nobody knows into every frame. */
    private static final class LaterRelease implements Relay.Muddle {
        private long more;

        @Override
        public synchronized List<String> pass(String line) {
            more = line.contains("\"hello\"") ? 0 : more;
            Matcher number = NUMBER.matcher(line);
            assertThat(number.find()).isTrue();
            long n = Long.parseLong(number.group(1)) + more++;
            List<String> lines = new ArrayList<>();
            lines.add(number.replaceFirst("\"n\":" + n + ",\"later\":[1,2]")
                    .replace("\"gone\":", "\"later\":{},\"gone\":"));
            lines.add("{\"n\":" + (n + 1) + ",\"pong\":{\"heads\":7}}");
            return lines;
        }
    }

    @Test
    void endsAtAMalformedFrameOfAKnownType() throws Exception {
        assertThat(interruptionsWhile(line -> List.of(line.replace("\"gone\":[]", "\"gone\":7"))))
                .isPositive();
    }

    @Test
    void namesOnlyWhatChanged() throws Exception {
        List<TenantId> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(stage.tenant(truth));
        }
        try (Replica replica = stage.following(many.toArray(TenantId[]::new))) {
            stage.way.muddle(muddles::record);
            truth.write(many.getFirst(), "one");
            truth.assertSame(replica, many.getFirst());
            for (TenantId each : many) {
                assertThat(LogNode.soon(() -> replica.age(each).toMillis() < 1_500))
                        .isTrue();
            }
            long begun = System.nanoTime();
            assertThat(LogNode.soon(() -> System.nanoTime() - begun > 2_500_000_000L))
                    .isTrue();
            for (TenantId each : many) {
                assertThat(replica.age(each).toMillis())
                        .as("vouched for by number")
                        .isLessThan(2_500);
            }
            assertThat(muddles.recorded().stream().filter(l -> l.contains("heartbeat")))
                    .hasSizeGreaterThan(2);
            assertThat(muddles.recorded().stream()
                            .filter(l -> l.contains("heartbeat"))
                            .filter(l -> many.stream().skip(1).anyMatch(t -> l.contains('"' + t.value() + '"'))))
                    .isEmpty();
        }
    }
}
