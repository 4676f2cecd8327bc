package dev.mandate.control.log.follow;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.LogSettingsBuilder;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.DirectoryForm;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.Position;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StreamsTest {
    private static final TenantId REGISTRY = new TenantId("registry");

    private DatabaseSettings settings;

    @BeforeEach
    void fresh() {
        settings = TestDatabase.fresh();
    }

    private static Bytes bytes(LogNode node, TenantId stream) {
        return SnapshotForm.write(node.streams.folded(stream).snapshot());
    }

    private static void sameFolds(LogNode one, LogNode other, TenantId stream) {
        assertThat(bytes(one, stream)).isEqualTo(bytes(other, stream));
        assertThat(DirectoryForm.write(one.streams.directory(stream)))
                .isEqualTo(DirectoryForm.write(other.streams.directory(stream)));
        assertThat(one.streams.folded(stream).hash())
                .isEqualTo(other.streams.folded(stream).hash());
    }

    @Test
    void followsOtherNodesByHints() throws InterruptedException {
        try (LogNode writer = LogNode.on(settings).with(STUDIO);
                LogNode reader = LogNode.on(settings, slowPoll())) {
            writer.addUser(STUDIO, "warm");
            assertThat(LogNode.soon(() -> reader.hasUser(STUDIO, "warm"))).isTrue();
            long begun = System.nanoTime();
            writer.addUser(STUDIO, "a");
            assertThat(LogNode.soon(() -> reader.hasUser(STUDIO, "a"))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static LogSettings slowPoll() {
        return new LogSettingsBuilder().poll(Duration.ofSeconds(4)).build();
    }

    @Test
    void followsOtherNodesWithoutHints() throws InterruptedException {
        try (LogNode writer = LogNode.withoutHints(settings).with(STUDIO);
                LogNode reader = LogNode.withoutHints(settings)) {
            for (int i = 0; i < 3; i++) {
                String user = "user-" + i;
                writer.addUser(STUDIO, user);
                assertThat(LogNode.soon(() -> reader.hasUser(STUDIO, user))).isTrue();
            }
        }
    }

    /** The floor must not pass a transaction that is still open while later ones are over. */
    @Test
    void missesNoLateTransaction() throws Exception {
        try (LogNode writer = LogNode.withoutHints(settings).with(STUDIO).with(REGISTRY);
                LogNode reader = LogNode.withoutHints(settings);
                var late = writer.database.connect(Duration.ofSeconds(5))) {
            writer.addUser(STUDIO, "first");
            late.setAutoCommit(false);
            SealedEntry entry = sealed(writer, REGISTRY, LogNode.user("late"));
            insert(late, entry);
            writer.addUser(STUDIO, "second");
            assertThat(LogNode.soon(() -> reader.hasUser(STUDIO, "second"))).isTrue();
            // the reader's polls go on past the open transaction
            writer.addUser(STUDIO, "third");
            assertThat(LogNode.soon(() -> reader.hasUser(STUDIO, "third"))).isTrue();
            assertThat(reader.hasUser(REGISTRY, "late")).isFalse();
            late.commit();
            assertThat(LogNode.soon(() -> reader.hasUser(REGISTRY, "late"))).isTrue();
        }
    }

    private static SealedEntry sealed(LogNode node, TenantId stream, Change change) {
        return sealed(node, stream, ChangeForm.write(List.of(change)), 1);
    }

    private static SealedEntry sealed(LogNode node, TenantId stream, Bytes changes, long platform) {
        FoldedState now = node.streams.folded(stream);
        EntryHeader heading =
                new EntryHeader(stream, now.revision() + 1, now.at().plusSeconds(1), platform);
        return SealedEntry.seal(now.hash(), heading, changes, Digest.of(Bytes.utf8("note")));
    }

    private static void insert(Connection connection, SealedEntry entry) throws SQLException {
        try (var head = connection.prepareStatement("insert into stream values (?, ?, ?) on conflict (id) do update"
                        + " set revision = excluded.revision, hash = excluded.hash");
                var row = connection.prepareStatement("insert into entry (stream, revision, at, platform_revision,"
                        + " changes, note_hash, hash) values (?, ?, ?, ?, ?, ?, ?)")) {
            EntryHeader heading = entry.heading();
            head.setString(1, heading.stream().value());
            head.setLong(2, heading.revision());
            head.setBytes(3, entry.hash().toByteArray());
            head.executeUpdate();
            row.setString(1, heading.stream().value());
            row.setLong(2, heading.revision());
            row.setObject(3, heading.at().atOffset(ZoneOffset.UTC));
            row.setLong(4, heading.platformRevision());
            row.setBytes(5, entry.changes().toByteArray());
            row.setBytes(6, entry.note().toByteArray());
            row.setBytes(7, entry.hash().toByteArray());
            row.executeUpdate();
        }
    }

    private static void insert(LogNode node, SealedEntry entry) throws SQLException {
        try (var connection = node.database.connect(Duration.ofSeconds(5))) {
            insert(connection, entry);
        }
    }

    @Test
    void startsAlikeFromStoredFoldsAndFromTheLog() throws InterruptedException {
        LogSettings often = new LogSettingsBuilder().foldEvery(4).build();
        try (LogNode writer = LogNode.on(settings, often).with(STUDIO)) {
            for (int i = 0; i < 10; i++) {
                writer.append(
                        STUDIO,
                        LogNode.user("u" + i),
                        new UserChange.SkillsSet(new UserId("u" + i), List.of("cutting")),
                        new GroupChange.GroupAdded(new GroupId("g" + i), "Group " + i));
            }
            assertThat(LogNode.soon(() -> stored(writer) >= 4)).isTrue();
            try (LogNode fromFolds = LogNode.on(settings, often)) {
                sameFolds(writer, fromFolds, STUDIO);
                sameFolds(writer, fromFolds, TenantId.PLATFORM);
            }
            writer.jdbc().sql("delete from fold").update();
            try (LogNode fromLog = LogNode.on(settings, often)) {
                sameFolds(writer, fromLog, STUDIO);
                sameFolds(writer, fromLog, TenantId.PLATFORM);
            }
        }
    }

    private static long stored(LogNode node) {
        return node.jdbc()
                .sql("select revision from fold where stream = 'studio'")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Test
    void rebuildsFoldsThatItCannotRead() throws InterruptedException {
        LogSettings often = new LogSettingsBuilder().foldEvery(2).build();
        try (LogNode writer = LogNode.on(settings, often).with(STUDIO)) {
            writer.addUser(STUDIO, "a");
            writer.addUser(STUDIO, "b");
            assertThat(LogNode.soon(() -> stored(writer) == 2)).isTrue();
            writer.jdbc().sql("update fold_part set content = '\\x00'").update();
            try (LogNode reader = LogNode.on(settings, often)) {
                sameFolds(writer, reader, STUDIO);
            }
        }
    }

    @Test
    void waitsForAPosition() throws Exception {
        try (LogNode writer = LogNode.on(settings).with(STUDIO);
                LogNode reader = LogNode.on(settings)) {
            Position next = new Position(1, 1);
            assertThat(reader.streams.await(STUDIO, next, Duration.ofMillis(20)))
                    .isFalse();
            writer.addUser(STUDIO, "a");
            assertThat(reader.streams.await(STUDIO, next, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(reader.hasUser(STUDIO, "a")).isTrue();
            assertThat(reader.streams.await(STUDIO, new Position(1, 9), Duration.ofMillis(20)))
                    .isFalse();
        }
    }

    @Test
    void appliesATenantOnlyWithItsPlatform() throws Exception {
        try (LogNode node = LogNode.withoutHints(settings).with(STUDIO)) {
            insert(node, sealed(node, STUDIO, ChangeForm.write(List.of(LogNode.user("early"))), 2));
            assertThat(LogNode.soon(() -> node.streams.health().stopped().containsKey(STUDIO)))
                    .isTrue();
            assertThat(node.hasUser(STUDIO, "early")).isFalse();
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> node.addUser(STUDIO, "next"));
            assertThat(refusal.problem().status()).isEqualTo(503);
            node.append(TenantId.PLATFORM, new CatalogueChange.KeyPublished("k", KeyUse.TOKEN, "{}"));
            assertThat(LogNode.soon(() -> node.hasUser(STUDIO, "early"))).isTrue();
            assertThat(node.streams.health().stopped()).isEmpty();
        }
    }

    @Test
    void stopsAtAnUnknownChange() throws Exception {
        try (LogNode node = LogNode.withoutHints(settings).with(STUDIO).with(REGISTRY)) {
            node.addUser(STUDIO, "a");
            insert(node, sealed(node, STUDIO, Bytes.utf8("[{\"type\":\"UserCloned\",\"v\":1}]"), 1));
            assertThat(LogNode.soon(() -> !node.streams.health().stopped().isEmpty()))
                    .isTrue();
            assertThat(node.streams.health().stopped()).hasEntrySatisfying(STUDIO, stop -> {
                assertThat(stop.revision()).isEqualTo(2);
                assertThat(stop.reason()).contains("`UserCloned`");
            });
            assertThat(node.hasUser(STUDIO, "a")).isTrue();
            node.addUser(REGISTRY, "others-go-on");
            assertThat(LogNode.soon(() -> node.streams
                                    .age(STUDIO)
                                    .minus(node.streams.age(REGISTRY))
                                    .toMillis()
                            > 300))
                    .as("it grows old, and others do not")
                    .isTrue();
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> node.addUser(STUDIO, "never"));
            assertThat(refusal.problem().status()).isEqualTo(503);
            repair(node, sealedUpon(node, STUDIO, "later"));
            assertThat(LogNode.soon(() -> node.streams.health().stopped().isEmpty()))
                    .as("it goes on by itself once it can read the log")
                    .isTrue();
            assertThat(node.hasUser(STUDIO, "later")).isTrue();
            assertThat(node.addUser(STUDIO, "next").revision()).isEqualTo(3);
        }
    }

    /** What a node of a later release would have written, in a form that this one reads. */
    private static SealedEntry sealedUpon(LogNode node, TenantId stream, String user) {
        return sealed(node, stream, LogNode.user(user));
    }

    private static void repair(LogNode node, SealedEntry entry) {
        node.jdbc()
                .sql("update entry set at = :at, changes = :changes, hash = :hash"
                        + " where stream = :stream and revision = :revision")
                .param("at", entry.heading().at().atOffset(ZoneOffset.UTC))
                .param("changes", entry.changes().toByteArray())
                .param("hash", entry.hash().toByteArray())
                .param("stream", entry.heading().stream().value())
                .param("revision", entry.revision())
                .update();
        node.jdbc()
                .sql("update stream set hash = :hash where id = :stream")
                .param("hash", entry.hash().toByteArray())
                .param("stream", entry.heading().stream().value())
                .update();
    }

    /** A tenant's rules rest on the platform's catalogue: without it nobody knows what they forbid by now. */
    @Test
    void writesNothingOnceThePlatformStopped() throws Exception {
        try (LogNode node = LogNode.withoutHints(settings).with(STUDIO)) {
            insert(node, sealed(node, TenantId.PLATFORM, Bytes.utf8("[{\"type\":\"ApiCloned\",\"v\":1}]"), 0));
            assertThat(LogNode.soon(() -> node.streams.stopped(TenantId.PLATFORM)))
                    .isTrue();
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> node.addUser(STUDIO, "never"));
            assertThat(refusal.problem().status()).isEqualTo(503);
            assertThat(node.trail.from(STUDIO, 1, 10)).isEmpty();
        }
    }

    /** A tenant that cannot be followed stays red when its fold goes. */
    @Test
    void whatStoppedStaysRedWhenItIsDropped() throws Exception {
        try (LogNode node = LogNode.on(
                        settings,
                        new LogSettingsBuilder().withoutHints().tenants(1).build())
                .with(STUDIO)
                .with(REGISTRY)) {
            insert(node, sealed(node, STUDIO, Bytes.utf8("[{\"type\":\"UserCloned\",\"v\":1}]"), 1));
            assertThat(LogNode.soon(() -> !node.streams.health().stopped().isEmpty()))
                    .isTrue();
            node.addUser(REGISTRY, "a");
            assertThat(node.streams.health().loaded()).isEqualTo(1);
            assertThat(node.streams.health().stopped()).containsKey(STUDIO);
            assertThat(node.streams.stopped(STUDIO)).isTrue();
        }
    }

    @Test
    void stopsWhereTheChainIsBroken() throws Exception {
        try (LogNode node = LogNode.withoutHints(settings).with(STUDIO)) {
            node.addUser(STUDIO, "a");
            SealedEntry good = sealed(node, STUDIO, LogNode.user("b"));
            insert(node, new SealedEntry(good.heading(), good.changes(), good.note(), good.note()));
            assertThat(LogNode.soon(() -> !node.streams.health().stopped().isEmpty()))
                    .isTrue();
            assertThat(node.hasUser(STUDIO, "b")).isFalse();
        }
    }

    @Test
    void takesTheLogsWordAfterAFailover() throws Exception {
        try (LogNode node = LogNode.withoutHints(settings).with(STUDIO);
                LogNode other = LogNode.withoutHints(settings)) {
            node.addUser(STUDIO, "kept");
            node.addUser(STUDIO, "lost");
            assertThat(LogNode.soon(() -> other.hasUser(STUDIO, "lost"))).isTrue();
            loseTheTail(node);
            LogNode.cutConnections(node.jdbc());
            assertThat(LogNode.soon(() -> !node.hasUser(STUDIO, "lost") && !other.hasUser(STUDIO, "lost")))
                    .isTrue();
            assertThat(node.streams.health().forks()).isEqualTo(1);
            node.appendAfterCut(STUDIO, LogNode.user("after"));
            assertThat(LogNode.soon(() -> other.hasUser(STUDIO, "after"))).isTrue();
            sameFolds(node, other, STUDIO);
        }
    }

    private static void loseTheTail(LogNode node) {
        node.jdbc()
                .sql("delete from entry where stream = 'studio' and revision = 2")
                .update();
        node.jdbc()
                .sql("update stream set revision = 1, hash = e.hash from entry e"
                        + " where id = 'studio' and e.stream = 'studio' and e.revision = 1")
                .update();
    }

    @Test
    void knowsHowOldItsKnowledgeIs() throws Exception {
        try (LogNode node = LogNode.withoutHints(settings).with(STUDIO)) {
            assertThat(LogNode.soon(() -> node.streams.age().compareTo(Duration.ofMillis(150)) < 0))
                    .isTrue();
            assertThat(node.streams.health().clock().abs()).isLessThan(Duration.ofSeconds(2));
            assertThat(node.streams.health().forks()).isZero();
        }
    }

    /** As a node finds a server that was turned into a standby: it may lack what the primary acknowledged. */
    @Test
    void readsNothingFromAStandby() {
        try (ControlDatabase database = ControlDatabase.open(settings)) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("create function public.pg_is_in_recovery() returns boolean language sql as 'select true'")
                    .update();
            jdbc.sql("do $$ begin execute format('alter database %I set search_path = public, pg_catalog',"
                            + " current_database()); end $$")
                    .update();
            assertThatThrownBy(() -> Streams.open(database, LogSettings.DEFAULTS))
                    .hasRootCauseMessage("the server is a standby, and authorization is read from the primary alone");
        }
    }
}
