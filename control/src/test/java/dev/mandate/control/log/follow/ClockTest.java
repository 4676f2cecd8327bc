package dev.mandate.control.log.follow;

import static dev.mandate.control.log.LogNode.NOTE;
import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node's clock is set by an hour, forwards and back. */
class ClockTest {
    private DatabaseSettings settings;
    private LogNode node;

    @BeforeEach
    void start() {
        settings = TestDatabase.fresh();
        node = LogNode.on(settings).with(STUDIO);
        node.now = Instant.now();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private List<Instant> times() {
        return node.trail.from(STUDIO, 1, 100).stream()
                .map(r -> r.entry().heading().at())
                .toList();
    }

    @Test
    void entriesNeverGoBack() {
        node.addUser(STUDIO, "a");
        node.now = node.now.plus(Duration.ofHours(1));
        node.addUser(STUDIO, "b");
        node.now = node.now.minus(Duration.ofHours(1));
        node.addUser(STUDIO, "c");
        node.addUser(STUDIO, "d");
        node.now = node.now.plus(Duration.ofHours(2));
        node.addUser(STUDIO, "e");
        List<Instant> times = times();
        assertThat(times).isSorted();
        assertThat(times.get(2)).as("not before the one before").isEqualTo(times.get(1));
        assertThat(Duration.between(times.get(3), times.get(4))).isEqualTo(Duration.ofHours(1));
    }

    /** Nor on another node, whose clock is right. */
    @Test
    void entriesOfTwoNodesNeverGoBack() {
        try (LogNode other = LogNode.on(settings)) {
            other.now = node.now;
            node.now = node.now.plus(Duration.ofHours(1));
            for (int i = 0; i < 5; i++) {
                node.addUser(STUDIO, "ahead-" + i);
                other.addUser(STUDIO, "right-" + i);
            }
        }
        assertThat(times()).hasSize(10).isSorted();
    }

    private CommandOutcome<String> keyed(String user) {
        Idempotency<String> key = new Idempotency<>(
                "key",
                Digest.of(Bytes.utf8("body")),
                c -> new KeptAnswer(200, Map.of(), Bytes.utf8(c.result())),
                (state, changes) -> {});
        return node.log.append(
                STUDIO, NOTE, Optional.of(key), state -> ChangeProposal.of(List.of(LogNode.user(user)), user));
    }

    /** The window is the database's: a day on a node's clock neither ends it nor makes it longer. */
    @Test
    void keysAreRememberedByTheDatabasesClock() {
        keyed("a");
        node.now = node.now.plus(Duration.ofDays(2));
        assertThat(keyed("b")).isInstanceOf(CommandOutcome.Replayed.class);
        node.now = node.now.minus(Duration.ofDays(4));
        assertThat(keyed("c")).isInstanceOf(CommandOutcome.Replayed.class);
        assertThat(node.trail.from(STUDIO, 1, 10)).hasSize(1);
    }

    @Test
    void knowsThatItIsNotTheDatabases() throws InterruptedException {
        node.close();
        node = LogNode.clocked(settings);
        node.now = Instant.now();
        for (Duration wrong : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            node.now = Instant.now().plus(wrong);
            assertThat(LogNode.soon(() -> isAbout(wrong.negated()))).isTrue();
            assertThat(node.streams.clockIsRight()).isFalse();
            assertThat(node.streams.health().clockIsRight()).isFalse();
        }
    }

    private boolean isAbout(Duration offset) {
        return node.streams.health().clock().minus(offset).abs().compareTo(Duration.ofMinutes(5)) < 0;
    }

    @Test
    void aSlowAnswerIsNoWrongClock() {
        Instant sent = Instant.parse("2026-01-01T00:00:00Z");
        Instant received = sent.plusSeconds(9);
        assertThat(PollResult.ahead(sent, sent.plusSeconds(7), received)).isZero();
        assertThat(PollResult.ahead(sent, sent.minusSeconds(3), received)).isEqualTo(Duration.ofSeconds(-3));
        assertThat(PollResult.ahead(sent, received.plusSeconds(4), received)).isEqualTo(Duration.ofSeconds(4));
    }
}
