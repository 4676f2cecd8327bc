package dev.mandate.control.log.follow;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.LogSettingsBuilder;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.CatalogueChange.TenantListed;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.ChainWalk;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restore or a failover takes a tail of the log away: every node notices, and goes on with what the log says. */
class LogForkTest {
    private static final TenantId REGISTRY = new TenantId("registry");

    private DatabaseSettings settings;
    private LogNode node;

    @BeforeEach
    void start() {
        settings = TestDatabase.fresh();
        node = LogNode.withoutHints(settings).with(STUDIO).with(REGISTRY);
        node.addUser(STUDIO, "kept");
        node.addUser(STUDIO, "lost");
        node.addUser(STUDIO, "lost-too");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** As a database has it that was restored to when the stream had that revision. */
    private void restore(TenantId stream, long revision) {
        node.jdbc()
                .sql("delete from entry where stream = :stream and revision > :revision")
                .param("stream", stream.value())
                .param("revision", revision)
                .update();
        node.jdbc()
                .sql("update stream set revision = e.revision, hash = e.hash from entry e"
                        + " where id = :stream and e.stream = :stream and e.revision = :revision")
                .param("stream", stream.value())
                .param("revision", revision)
                .update();
    }

    private static boolean hasSoon(LogNode of, String user, boolean expected) throws InterruptedException {
        return LogNode.soon(() -> of.hasUser(STUDIO, user) == expected);
    }

    private static List<TenantId> forked(LogNode of) {
        return of.streams.health().forked().stream().map(LogFork::stream).toList();
    }

    private void isIntact(long entries) throws InterruptedException {
        ChainVerifier verifier = new ChainVerifier(node.database);
        assertThat(LogNode.soon(() -> verifier.verify(STUDIO) instanceof ChainWalk.Verdict.Intact intact
                        && intact.entries() == entries))
                .isTrue();
    }

    @Test
    void isNoticedOfATenantThatIsNotLoaded() throws InterruptedException {
        try (LogNode other = LogNode.withoutHints(settings)) {
            assertThat(other.streams.head(STUDIO).orElseThrow().revision()).isEqualTo(3);
            restore(STUDIO, 1);
            LogNode.cutConnections(node.jdbc());
            assertThat(LogNode.soon(() -> other.streams.health().forks() == 1)).isTrue();
            assertThat(forked(other)).containsExactly(STUDIO);
            assertThat(other.streams.head(STUDIO).orElseThrow().revision()).isEqualTo(1);
            assertThat(other.streams.health().loaded()).isZero();
            assertThat(hasSoon(other, "lost", false)).isTrue();
        }
    }

    @Test
    void isNoticedThoughTheLogIsLongerAgain() throws InterruptedException {
        try (LogNode other = LogNode.withoutHints(settings)) {
            restore(STUDIO, 1);
            try (LogNode restored = LogNode.on(settings)) {
                for (int i = 0; i < 5; i++) {
                    restored.addUser(STUDIO, "new-" + i);
                }
            }
            LogNode.cutConnections(node.jdbc());
            assertThat(LogNode.soon(
                            () -> !forked(other).isEmpty() && !forked(node).isEmpty()))
                    .isTrue();
            assertThat(hasSoon(other, "lost", false)).isTrue();
            assertThat(hasSoon(node, "lost", false)).isTrue();
            assertThat(hasSoon(node, "new-4", true)).isTrue();
            isIntact(6);
        }
    }

    @Test
    void isNoticedOfThePlatform() throws InterruptedException {
        TenantId late = new TenantId("late");
        node.with(late);
        restore(TenantId.PLATFORM, 2);
        LogNode.cutConnections(node.jdbc());
        assertThat(LogNode.soon(() -> forked(node).contains(TenantId.PLATFORM))).isTrue();
        assertThat(LogNode.soon(() -> !node.streams.exists(late))).isTrue();
        node.appendAfterCut(TenantId.PLATFORM, new TenantListed(new TenantId("another")));
        assertThat(node.streams.position(TenantId.PLATFORM).platform()).isEqualTo(3);
    }

    @Test
    void isNoticedByTheNextAppend() throws InterruptedException {
        try (LogNode other = LogNode.deaf(settings)) {
            assertThat(other.hasUser(STUDIO, "lost")).isTrue();
            restore(STUDIO, 1);
            assertThat(other.addUser(STUDIO, "after").revision()).isEqualTo(2);
            assertThat(forked(other)).containsExactly(STUDIO);
            assertThat(other.hasUser(STUDIO, "lost")).isFalse();
            isIntact(2);
        }
    }

    /** The same revision, by another node on the new course: only the hash differs. */
    @Test
    void isNoticedByItsHashAlone() throws InterruptedException {
        try (LogNode other = LogNode.deaf(settings)) {
            assertThat(other.hasUser(STUDIO, "lost-too")).isTrue();
            restore(STUDIO, 1);
            try (LogNode restored = LogNode.on(settings)) {
                restored.addUser(STUDIO, "new-2");
                restored.addUser(STUDIO, "new-3");
            }
            assertThat(other.addUser(STUDIO, "after").revision()).isEqualTo(4);
            assertThat(forked(other)).containsExactly(STUDIO);
            assertThat(other.hasUser(STUDIO, "lost")).isFalse();
            assertThat(other.hasUser(STUDIO, "new-2"))
                    .as("what was acknowledged on the new course")
                    .isTrue();
            isIntact(4);
        }
    }

    @Test
    void isNoticedInThePollByItsHash() throws InterruptedException {
        assertThat(node.hasUser(STUDIO, "lost")).isTrue();
        restore(STUDIO, 1);
        try (LogNode restored = LogNode.on(settings)) {
            restored.addUser(STUDIO, "new-2");
            restored.addUser(STUDIO, "new-3");
        }
        assertThat(LogNode.soon(() -> node.hasUser(STUDIO, "new-3"))).isTrue();
        assertThat(forked(node)).containsExactly(STUDIO);
        assertThat(node.hasUser(STUDIO, "lost")).isFalse();
    }

    private void storeAFold() throws InterruptedException {
        try (LogNode often =
                LogNode.on(settings, new LogSettingsBuilder().foldEvery(1).build())) {
            often.addUser(STUDIO, "stored");
            assertThat(LogNode.soon(() -> often.jdbc()
                                    .sql("select coalesce(max(revision), 0) from fold where stream = 'studio'")
                                    .query(Long.class)
                                    .single()
                            == 4))
                    .isTrue();
        }
    }

    @Test
    void dropsAStoredFoldThatIsNewer() throws InterruptedException {
        storeAFold();
        restore(STUDIO, 2);
        try (LogNode fresh = LogNode.on(settings)) {
            assertThat(fresh.hasUser(STUDIO, "lost")).isTrue();
            assertThat(fresh.hasUser(STUDIO, "lost-too")).isFalse();
            assertThat(fresh.hasUser(STUDIO, "stored")).isFalse();
            assertThat(fresh.addUser(STUDIO, "after").revision()).isEqualTo(3);
        }
    }

    /** The log is as long again as the fold is: only the hash tells that it is of another course. */
    @Test
    void dropsAStoredFoldOfAnotherCourse() throws InterruptedException {
        storeAFold();
        restore(STUDIO, 1);
        try (LogNode restored = LogNode.on(settings)) {
            for (int revision = 2; revision <= 4; revision++) {
                restored.addUser(STUDIO, "new-" + revision);
            }
        }
        try (LogNode fresh = LogNode.on(settings)) {
            assertThat(fresh.hasUser(STUDIO, "stored")).isFalse();
            assertThat(fresh.hasUser(STUDIO, "new-4")).isTrue();
        }
    }

    @Test
    void leavesOthersAlone() throws InterruptedException {
        node.addUser(REGISTRY, "stays");
        FoldedState before = node.streams.folded(REGISTRY);
        restore(STUDIO, 1);
        LogNode.cutConnections(node.jdbc());
        assertThat(LogNode.soon(() -> !forked(node).isEmpty())).isTrue();
        assertThat(node.streams.folded(REGISTRY)).isSameAs(before);
        assertThat(forked(node)).containsExactly(STUDIO);
    }
}
