package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.Position;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica against a node that does what the test says. */
class ReplicaTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final SealedEntry FIRST = SealedEntry.seal(
            Chain.genesis(STUDIO),
            new EntryHeader(STUDIO, 1, Instant.parse("2026-01-02T03:04:05Z"), 0),
            ChangeForm.write(List.of(new UserChange.UserAdded(new UserId("anna"), UserKind.PERSON))),
            Digest.of(Bytes.utf8("note")));

    private FakeNode node;
    private @Nullable Replica opened;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws IOException {
        node = new FakeNode();
    }

    @AfterEach
    void stop() throws IOException {
        if (opened != null) {
            opened.close();
        }
        node.close();
    }

    private ReplicaSettings settings(Duration silence) {
        return new ReplicaSettings(
                node.address(), "key", null, Duration.ofMillis(50), silence, Duration.ofMillis(100), () -> {});
    }

    private Replica open(ReplicaSettings settings) {
        Replica replica = Replica.open(settings);
        opened = replica;
        return replica;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
            Thread.sleep(2);
        }
    }

    /** Follows the tenant, sends its first entry and vouches for it and for the platform's empty stream. */
    private Positions.At loaded(Replica replica) throws InterruptedException {
        node.connected();
        Positions first = node.posted();
        assertThat(first.anew()).isTrue();
        assertThat(first.begun()).containsOnlyKeys(TenantId.PLATFORM);
        replica.follow(STUDIO);
        Positions more = node.posted();
        assertThat(more.anew()).isFalse();
        assertThat(more.mark()).isEqualTo(first.mark() + 1);
        assertThat(more.begun()).containsOnlyKeys(STUDIO);
        long follow = Objects.requireNonNull(more.begun().get(STUDIO)).follow();
        Positions.At head = new Positions.At(follow, 1, FIRST.hash());
        node.send(new Frame.Next(follow, FIRST));
        Positions.At platform = Objects.requireNonNull(first.begun().get(TenantId.PLATFORM));
        node.send(new Frame.Heartbeat(
                Optional.of(more.mark()), Map.of(TenantId.PLATFORM, platform, STUDIO, head), Set.of()));
        await(() -> replica.tenant(STUDIO).isPresent());
        return head;
    }

    @Test
    void knowsNothingBeforeItIsLoaded() throws Exception {
        Replica replica = open(settings(LONG));
        replica.follow(STUDIO);
        assertThat(replica.platform().revision()).isZero();
        assertThat(replica.tenant(STUDIO)).isEmpty();
        assertThat(replica.age(STUDIO)).isEqualTo(Duration.ofDays(36_500));
        assertThat(replica.age(new TenantId("other"))).isEqualTo(Duration.ofDays(36_500));
        assertThat(replica.followed()).containsExactlyInAnyOrder(TenantId.PLATFORM, STUDIO);
        assertThat(replica.reached(STUDIO, Position.ANY)).isNotDone();
        node.connected();
        assertThat(node.keys()).allMatch("Bearer key"::equals).isNotEmpty();
    }

    @Test
    void followsAStreamAndTellsItsAge() throws Exception {
        Replica replica = open(settings(LONG));
        long before = System.nanoTime();
        loaded(replica);
        assertThat(replica.tenant(STUDIO).orElseThrow().tenancy().users().contains(new UserId("anna")))
                .isTrue();
        assertThat(replica.age(STUDIO)).isLessThan(LONG);
        assertThat(replica.confirmedHead(STUDIO, before)).isEqualTo(OptionalLong.of(1));
        assertThat(replica.confirmedHead(STUDIO, System.nanoTime())).isEmpty();
        assertThat(replica.issuer()).contains(FakeNode.ISSUER);
        assertThat(replica.interruptionCount()).isZero();
        assertThat(replica.refused()).isFalse();
        assertThat(replica.stopped()).isEmpty();
        assertThat(replica.forkCount()).isZero();
        assertThat(replica.workers()).extracting(Worker::name).containsExactly("feed-teller", "feed-keeper");
    }

    @Test
    void completesAWaitWhenTheRevisionIsThere() throws Exception {
        Replica replica = open(settings(LONG));
        Positions.At head = loaded(replica);
        assertThat(replica.reached(STUDIO, new Position(1, 0))).isDone();
        assertThat(replica.reached(STUDIO, new Position(1, 1))).isNotDone();
        CompletableFuture<Void> waiting = replica.reached(STUDIO, new Position(2, 0));
        assertThat(waiting).isNotDone();
        assertThat(node.posted().begun()).as("a mark alone, at once").isEmpty();
        node.send(new Frame.Next(
                head.follow(),
                SealedEntry.seal(
                        FIRST.hash(),
                        new EntryHeader(STUDIO, 2, FIRST.heading().at(), 0),
                        FIRST.changes(),
                        FIRST.note())));
        await(waiting::isDone);
    }

    @Test
    void dropsATenantAndNeverThePlatform() throws Exception {
        Replica replica = open(settings(LONG));
        loaded(replica);
        replica.drop(TenantId.PLATFORM);
        replica.drop(STUDIO);
        Positions posted = node.posted();
        while (posted.dropped().isEmpty()) {
            posted = node.posted();
        }
        assertThat(posted.dropped()).containsExactly(STUDIO);
        assertThat(replica.followed()).containsExactly(TenantId.PLATFORM);
    }

    @Test
    void countsFramesOfALaterRelease() throws Exception {
        Replica replica = open(settings(LONG));
        node.connected();
        node.send(new Frame.Unknown());
        await(() -> replica.unknownCount() == 1);
    }

    @Test
    void connectsAgainAndPostsEverything() throws Exception {
        Replica replica = open(settings(LONG));
        loaded(replica);
        node.end();
        node.connected();
        Positions posted = node.posted();
        while (!posted.anew()) {
            posted = node.posted();
        }
        assertThat(posted.begun()).containsOnlyKeys(TenantId.PLATFORM, STUDIO);
        assertThat(replica.interruptionCount()).isEqualTo(1);
    }

    @Test
    void saysThatItsKeyIsRefusedUntilANodeTakesIt() throws Exception {
        node.feedStatus = 401;
        Replica replica = open(settings(LONG));
        await(replica::refused);
        node.feedStatus = 500;
        await(() -> replica.interruptionCount() > 3);
        assertThat(replica.refused())
                .as("a node that is ill says nothing of the key")
                .isTrue();
        node.feedStatus = 200;
        await(() -> !replica.refused());
        node.connected();
    }

    @Test
    void leavesANodeThatIsSilent() throws Exception {
        Replica replica = open(settings(Duration.ofMillis(300)));
        node.connected();
        await(() -> replica.interruptionCount() > 0);
        node.connected();
    }

    @Test
    void leavesANodeThatTakesNoPositions() throws Exception {
        node.positionsStatus = 413;
        Replica replica = open(settings(LONG));
        node.connected();
        await(() -> replica.interruptionCount() > 0);
    }

    @Test
    void beginsWithWhatItStored() throws Exception {
        ReplicaSettings storing = settings(LONG).storingIn(folder);
        Replica replica = open(storing);
        loaded(replica);
        replica.close();
        Replica next = open(storing);
        assertThat(next.tenant(STUDIO).orElseThrow().revision()).isEqualTo(1);
        assertThat(next.followed()).containsExactlyInAnyOrder(TenantId.PLATFORM, STUDIO);
        next.drop(STUDIO);
        next.close();
        assertThat(open(storing).followed()).containsExactly(TenantId.PLATFORM);
    }

    @Test
    void storesWhileItRuns() throws Exception {
        loaded(open(settings(LONG).storingIn(folder)));
        await(() -> Objects.requireNonNull(folder.toFile().list()).length > 1);
    }

    @Test
    void refusesAStoreThatIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> open(settings(LONG).storingIn(file.resolve("store"))))
                .hasMessageContaining("cannot be written");
    }

    @Test
    void refusesSettingsWithoutTime() {
        ReplicaSettings usual = ReplicaSettings.of(node.address(), "key");
        assertThat(usual.silence()).isEqualTo(Duration.ofSeconds(5));
        assertThat(usual.toString()).doesNotContain("key");
        assertThatThrownBy(() -> settings(Duration.ZERO)).hasMessageContaining("`silence` must be longer than zero");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(-1))).hasMessageContaining("`silence`");
        Runnable listener = () -> {};
        assertThat(usual.onFork(listener).onFork()).isSameAs(listener);
    }
}
