package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.Position;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.feed.Replica;
import dev.mandate.protocol.feed.ReplicaSettings;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Positions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FeedTest {
    private static final AtomicInteger TENANTS = new AtomicInteger();

    private static ControlNode control;
    private static LogNode other;

    private TenantId tenant;
    private Relay relay;

    @BeforeAll
    static void startControl() {
        DatabaseSettings database = TestDatabase.fresh();
        other = LogNode.on(database);
        control = ControlNode.on(database);
    }

    @AfterAll
    static void stopControl() {
        control.close();
        other.close();
    }

    @BeforeEach
    void newTenant() throws IOException {
        tenant = new TenantId("tenant-" + TENANTS.incrementAndGet());
        other.with(tenant).addUser(tenant, "first");
        relay = Relay.http(control.port());
    }

    @AfterEach
    void closeRelay() throws IOException {
        relay.close();
    }

    private ReplicaSettings settings() {
        return new ReplicaSettings(
                relay.address(),
                ControlNode.KEY,
                null,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                () -> {});
    }

    private Replica following() {
        Replica replica = Replica.open(settings());
        replica.follow(tenant);
        return replica;
    }

    private boolean has(Replica replica, String user) {
        return replica.tenant(tenant)
                .filter(s -> s.tenancy().users().contains(new UserId(user)))
                .isPresent();
    }

    private void awaitUser(Replica replica, String user) throws InterruptedException {
        assertThat(LogNode.soon(() -> has(replica, user)))
                .as("user `%s` arrives", user)
                .isTrue();
    }

    @Test
    void aChangeArrivesAtOnce() throws InterruptedException {
        try (Replica replica = following()) {
            awaitUser(replica, "first");
            List<Duration> taken = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                String user = "quick-" + i;
                other.addUser(tenant, user);
                long begun = System.nanoTime();
                awaitUser(replica, user);
                taken.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            Collections.sort(taken);
            assertThat(taken.get(taken.size() / 2)).isLessThan(Duration.ofMillis(100));
            assertThat(replica.platform().catalogue().tenants().contains(tenant))
                    .isTrue();
        }
    }

    /** An entry that does not follow the one before it, which no command of ours writes. */
    private static void corrupt(TenantId stream) {
        JdbcClient jdbc = JdbcClient.create(other.database.dataSource());
        jdbc.sql("insert into entry (stream, revision, at, platform_revision, changes, note_hash, hash)"
                        + " select stream, revision + 1, at, platform_revision, changes, note_hash, sha256(hash)"
                        + " from entry where stream = :stream order by revision desc limit 1")
                .param("stream", stream.value())
                .update();
        jdbc.sql("update stream set revision = revision + 1, hash = sha256(hash) where id = :stream")
                .param("stream", stream.value())
                .update();
    }

    @Test
    void oneBadEntryStopsOneStreamAndNoConnection() throws InterruptedException {
        TenantId second = new TenantId(tenant + "-second");
        other.with(second).addUser(second, "first");
        try (Replica replica = following()) {
            replica.follow(second);
            awaitUser(replica, "first");
            long interruptions = replica.interruptionCount();
            corrupt(second);
            assertThat(LogNode.soon(() -> replica.stopped().containsKey(second)))
                    .isTrue();
            assertThat(replica.stopped().get(second)).contains("does not follow revision `1`");
            for (int i = 0; i < 3; i++) {
                other.addUser(tenant, "later-" + i);
                awaitUser(replica, "later-" + i);
            }
            assertThat(replica.interruptionCount()).isEqualTo(interruptions);
            assertThat(LogNode.soon(() -> replica.age(second).compareTo(Duration.ofMillis(1_500)) > 0))
                    .as("its age grows, through repeated requests")
                    .isTrue();
            assertThat(replica.stopped()).containsOnlyKeys(second);
            assertThat(replica.age(tenant)).isLessThan(replica.age(second));
            repair(second);
            other.appendAfterCut(second, LogNode.user("repaired"));
            assertThat(LogNode.soon(() -> replica.stopped().isEmpty()))
                    .as("it goes on by itself")
                    .isTrue();
        }
    }

    /** Removes the last entry. */
    private static void repair(TenantId stream) {
        JdbcClient jdbc = JdbcClient.create(other.database.dataSource());
        jdbc.sql("delete from entry where stream = :stream and revision = 2")
                .param("stream", stream.value())
                .update();
        jdbc.sql(
                        "update stream set revision = 1, hash = (select hash from entry where stream = :stream and revision = 1)"
                                + " where id = :stream")
                .param("stream", stream.value())
                .update();
        LogNode.cutConnections(jdbc);
    }

    @Test
    void aChangeArrivesWithoutHints() throws Exception {
        DatabaseSettings database = TestDatabase.fresh();
        try (LogNode writer = LogNode.withoutHints(database).with(tenant);
                ControlNode node = ControlNode.on(database, "mandate.log.hints=false");
                Relay way = Relay.http(node.port());
                Replica replica = Replica.open(ReplicaSettings.of(way.address(), ControlNode.KEY))) {
            replica.follow(tenant);
            writer.addUser(tenant, "warm");
            awaitUser(replica, "warm");
            List<Duration> taken = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                String user = "polled-" + i;
                writer.addUser(tenant, user);
                long begun = System.nanoTime();
                awaitUser(replica, user);
                taken.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            Collections.sort(taken);
            assertThat(taken.get(taken.size() / 2)).isLessThan(Duration.ofMillis(300));
        }
    }

    @Test
    void goesOnAfterACut() throws InterruptedException {
        try (Replica replica = following()) {
            awaitUser(replica, "first");
            relay.cut();
            other.addUser(tenant, "meanwhile");
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofMillis(1_200)) > 0))
                    .as("it grows old while it is cut off")
                    .isTrue();
            assertThat(has(replica, "meanwhile")).isFalse();
            relay.repair();
            awaitUser(replica, "meanwhile");
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofSeconds(1)) < 0))
                    .isTrue();
            assertThat(replica.forkCount()).isZero();
        }
    }

    @Test
    void noticesADeadConnection() throws InterruptedException {
        try (Replica replica = following()) {
            awaitUser(replica, "first");
            relay.freeze();
            other.addUser(tenant, "unheard");
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofSeconds(2)) > 0))
                    .isTrue();
            relay.repair();
            awaitUser(replica, "unheard");
        }
    }

    @Test
    void takesAWholeSnapshotAfterAFork() throws Exception {
        CompletableFuture<Void> told = new CompletableFuture<>();
        try (Replica replica = Replica.open(settings().onFork(() -> told.complete(null)))) {
            replica.follow(tenant);
            other.addUser(tenant, "lost");
            awaitUser(replica, "lost");
            relay.cut();
            loseTheTail();
            assertThat(LogNode.soon(() -> !control.streams
                                    .view(tenant)
                                    .tenant()
                                    .tenancy()
                                    .users()
                                    .contains(new UserId("lost"))
                            && !other.hasUser(tenant, "lost")))
                    .isTrue();
            other.appendAfterCut(tenant, LogNode.user("another-course"));
            relay.repair();
            awaitUser(replica, "another-course");
            assertThat(has(replica, "lost")).isFalse();
            told.get(5, TimeUnit.SECONDS);
            assertThat(replica.forkCount()).isEqualTo(1);
        }
    }

    /** As after a failover to a server that had not heard of the last entry. */
    private void loseTheTail() {
        JdbcClient jdbc = JdbcClient.create(other.database.dataSource());
        jdbc.sql("delete from entry where stream = :t and revision = 2")
                .param("t", tenant.value())
                .update();
        jdbc.sql(
                        "update stream set revision = 1, hash = e.hash from entry e where id = :t and e.stream = id and e.revision = 1")
                .param("t", tenant.value())
                .update();
        LogNode.cutConnections(jdbc);
    }

    @Test
    void aSlowReaderHoldsUpNobody() throws Exception {
        String session = "slow-reader-of-the-feed";
        try (Socket slow = new Socket();
                Replica replica = following()) {
            // a small buffer, so that what is not read stays with the sender
            slow.setReceiveBufferSize(65_536);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), control.port()));
            slow.getOutputStream().write(request("GET /internal/feed/" + session, "", ControlNode.KEY));
            assertThat(LogNode.soon(() -> session(session).isPresent())).isTrue();
            Positions.At platform = new Positions.At(1, 0, Chain.genesis(TenantId.PLATFORM));
            Positions.At own =
                    new Positions.At(2, 1, other.streams.folded(tenant).hash());
            Positions all = new Positions(1, true, Map.of(TenantId.PLATFORM, platform, tenant, own), Set.of());
            assertThat(post(session, all)).startsWith("HTTP/1.1 204");
            String name = "n".repeat(100_000);
            for (int i = 0; i < 100; i++) {
                other.append(tenant, new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, new SpaceId("s" + i), name));
            }
            other.addUser(tenant, "last");
            awaitUser(replica, "last");
            assertThat(positionOf(session)).as("the slow one is behind").isLessThan(101);
            drain(slow, session);
            assertThat(positionOf(session)).isEqualTo(102);
        }
    }

    private static Optional<GatewaySession> session(String name) {
        return session(name, ControlNode.KEY);
    }

    private static Optional<GatewaySession> session(String name, String key) {
        return control.bean(Sessions.class).find(name, hash(key));
    }

    private static Digest hash(String key) {
        return Digest.of(("Bearer " + key).getBytes(StandardCharsets.UTF_8));
    }

    private long positionOf(String session) {
        return session(session).orElseThrow().at(tenant).revision();
    }

    private void drain(Socket slow, String session) throws IOException {
        byte[] buffer = new byte[65_536];
        while (positionOf(session) < 102) {
            assertThat(slow.getInputStream().read(buffer)).isPositive();
        }
    }

    private static byte[] request(String line, String body, String key) {
        return (line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String post(String session, Positions positions) throws IOException {
        return post(session, new String(positions.toJson(), StandardCharsets.UTF_8), ControlNode.KEY);
    }

    private static String post(String session, String body, String key) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
            socket.getOutputStream().write(request("POST /internal/feed/" + session + "/positions", body, key));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
        }
    }

    private static Positions mark(long mark, boolean anew) {
        return new Positions(mark, anew, Map.of(), Set.of());
    }

    @Test
    void refusesPositionsThatItCannotUse() throws IOException {
        String session = "a-session-without-stream";
        assertThat(post("no-such-session-here", mark(1, true))).isEqualTo("HTTP/1.1 404");
        assertThat(control.bean(Sessions.class)
                        .begin(session, new GatewaySession.Gateway("berlin", hash(ControlNode.KEY), () -> true)))
                .isPresent();
        assertThat(post(session, "[]", ControlNode.KEY)).isEqualTo("HTTP/1.1 400");
        assertThat(post(session, mark(1, false))).as("not how it begins").isEqualTo("HTTP/1.1 409");
        assertThat(post(session, mark(1, true))).isEqualTo("HTTP/1.1 204");
        assertThat(post(session, mark(1, true))).as("said twice").isEqualTo("HTTP/1.1 204");
        assertThat(post(session, mark(3, false))).as("one was lost").isEqualTo("HTTP/1.1 409");
        assertThat(post(session, mark(2, false))).isEqualTo("HTTP/1.1 204");
        assertThat(session(session).orElseThrow().news().told()).hasSize(2);
    }

    @Test
    void aSessionIsItsKeysAlone() throws IOException {
        String session = "a-session-of-one-gateway";
        assertThat(control.bean(Sessions.class)
                        .begin(session, new GatewaySession.Gateway("berlin", hash(ControlNode.KEY), () -> true)))
                .isPresent();
        assertThat(post(session, "{\"mark\":1}", ControlNode.OTHER_KEY)).isEqualTo("HTTP/1.1 404");
        assertThat(session(session, ControlNode.OTHER_KEY)).isEmpty();
        assertThat(post(session, mark(1, true))).isEqualTo("HTTP/1.1 204");
    }

    @Test
    void followsATenantThatIsMadeLater() throws InterruptedException {
        TenantId later = new TenantId("later");
        try (Replica replica = following()) {
            awaitUser(replica, "first");
            replica.follow(later);
            CompletableFuture<Void> reached = replica.reached(later, new Position(1, 0));
            assertThat(reached).isNotDone();
            other.with(later).addUser(later, "someone");
            assertThat(reached).succeedsWithin(Duration.ofSeconds(5));
            assertThat(replica.tenant(later)).isPresent();
        }
    }

    @Test
    void aTenantWithoutEntriesIsLoadedToo() throws InterruptedException {
        TenantId empty = new TenantId("empty");
        other.with(empty);
        try (Replica replica = Replica.open(settings())) {
            replica.follow(empty);
            assertThat(replica.reached(empty, Position.ANY)).succeedsWithin(Duration.ofSeconds(5));
            assertThat(replica.tenant(empty))
                    .hasValueSatisfying(s -> assertThat(s.revision()).isZero());
        }
    }

    @Test
    void forgetsADroppedTenant() throws InterruptedException {
        try (Replica replica = following()) {
            awaitUser(replica, "first");
            replica.drop(tenant);
            assertThat(replica.tenant(tenant)).isEmpty();
            assertThat(replica.age(tenant)).isGreaterThan(Duration.ofDays(1_000));
            other.addUser(tenant, "second");
            replica.follow(tenant);
            awaitUser(replica, "second");
            // dropped and followed again at once: the node must not go on from where it was
            replica.drop(tenant);
            replica.follow(tenant);
            awaitUser(replica, "second");
        }
    }

    @Test
    void knowsWhatThePrimaryHadAfterAnArrival() throws InterruptedException {
        try (Replica replica = following()) {
            awaitUser(replica, "first");
            long arrival = System.nanoTime();
            CompletableFuture<Void> reached = replica.reached(tenant, new Position(99, 0));
            assertThat(LogNode.soon(() -> replica.confirmedHead(tenant, arrival).equals(OptionalLong.of(1))))
                    .isTrue();
            assertThat(reached).isNotDone();
            assertThat(replica.confirmedHead(tenant, System.nanoTime())).isEmpty();
            reached.cancel(false);
        }
    }

    @Test
    void startsFromDiskWhileTheNodeIsAway(@TempDir Path store) throws InterruptedException {
        try (Replica replica = Replica.open(settings().storingIn(store))) {
            replica.follow(tenant);
            awaitUser(replica, "first");
            assertThat(replica.reached(tenant, Position.ANY)).succeedsWithin(Duration.ofSeconds(5));
            assertThat(LogNode.soon(() -> replica.age(tenant).compareTo(Duration.ofDays(1)) < 0))
                    .isTrue();
        }
        relay.cut();
        try (Replica replica = Replica.open(settings().storingIn(store))) {
            assertThat(has(replica, "first")).isTrue();
            assertThat(replica.platform().catalogue().tenants().contains(tenant))
                    .isTrue();
            assertThat(replica.age(tenant)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            relay.repair();
            other.addUser(tenant, "later");
            awaitUser(replica, "later");
            assertThat(replica.forkCount()).isZero();
        }
    }

    @Test
    void survivesADamagedStore(@TempDir Path store) throws Exception {
        try (Replica replica = Replica.open(settings().storingIn(store))) {
            replica.follow(tenant);
            awaitUser(replica, "first");
            assertThat(LogNode.soon(() -> Files.exists(store.resolve(tenant + ".snapshot"))))
                    .isTrue();
        }
        Path file = store.resolve(tenant + ".snapshot");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.write(store.resolve("moments"), new byte[3]);
        relay.cut();
        try (Replica replica = Replica.open(settings().storingIn(store))) {
            replica.follow(tenant);
            assertThat(has(replica, "first")).isFalse();
            assertThat(replica.age(tenant)).isGreaterThan(Duration.ofDays(1_000));
            relay.repair();
            awaitUser(replica, "first");
        }
    }

    @Test
    void asksForTheKey() throws InterruptedException {
        ReplicaSettings wrong = ReplicaSettings.of(relay.address(), "guess");
        try (Replica stranger = Replica.open(wrong);
                Replica known = following()) {
            stranger.follow(tenant);
            awaitUser(known, "first");
            assertThat(stranger.tenant(tenant)).isEmpty();
            assertThat(stranger.platform().revision()).isZero();
            assertThat(LogNode.soon(stranger::refused)).isTrue();
            assertThat(known.refused()).isFalse();
            assertThat(known.issuer()).contains(ControlNode.ISSUER);
        }
    }
}
