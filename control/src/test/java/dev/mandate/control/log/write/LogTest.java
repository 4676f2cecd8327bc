package dev.mandate.control.log.write;

import static dev.mandate.control.log.LogNode.NOTE;
import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Committed;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.ChainWalk;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {
    private DatabaseSettings settings;
    private LogNode node;

    @BeforeEach
    void start() {
        settings = TestDatabase.fresh();
        node = LogNode.on(settings).with(STUDIO);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static int status(Throwable thrown) {
        return ((Refusal) thrown).problem().status();
    }

    @Test
    void readsWhatItWrote() {
        Committed<String> committed = node.append(STUDIO, LogNode.user("a"), LogNode.user("b"));
        assertThat(committed).isEqualTo(new Committed<>("done", 1, new Position(1, 1), true, committed.after()));
        assertThat(node.hasUser(STUDIO, "a")).isTrue();
        assertThat(node.hasUser(STUDIO, "b")).isTrue();
        assertThat(node.streams.position(STUDIO)).isEqualTo(new Position(1, 1));
        assertThat(node.streams.directory(STUDIO).revision()).isEqualTo(1);
    }

    @Test
    void keepsWhoAndWhyBesideTheChanges() {
        node.addUser(STUDIO, "a");
        RecordedEntry recorded = node.trail.from(STUDIO, 1, 10).getFirst();
        assertThat(recorded.note()).contains(NOTE);
        assertThat(recorded.entry().open().changes()).containsExactly(LogNode.user("a"));
        assertThat(recorded.entry().heading().platformRevision()).isEqualTo(1);
        assertThat(recorded.entry().heading().at()).isEqualTo(Instant.parse("2026-03-04T05:06:07.123456Z"));
    }

    @Test
    void neverGoesBackInTime() {
        node.addUser(STUDIO, "a");
        node.now = node.now.minusSeconds(3_600);
        node.addUser(STUDIO, "b");
        List<RecordedEntry> entries = node.trail.from(STUDIO, 1, 10);
        assertThat(entries.get(1).entry().heading().at())
                .isEqualTo(entries.get(0).entry().heading().at());
    }

    @Test
    void appendsNothingWhenNothingChanges() {
        node.addUser(STUDIO, "a");
        Committed<String> committed =
                LogNode.done(node.log.append(STUDIO, NOTE, Optional.empty(), state -> ChangeProposal.nothing("same")));
        assertThat(committed).isEqualTo(new Committed<>("same", 1, new Position(1, 1), false, committed.after()));
        assertThat(node.trail.from(STUDIO, 1, 10)).hasSize(1);
    }

    @Test
    void refusesWhatTheRulesForbid() {
        Refusal refusal = Refusal.of(ProblemCode.NAME_TAKEN, "user `a` is there");
        assertThatThrownBy(() -> node.log.append(STUDIO, NOTE, Optional.empty(), state -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(node.trail.from(STUDIO, 1, 10)).isEmpty();
    }

    @Test
    void knowsOnlyListedTenants() {
        Throwable thrown = catchThrowableOfType(Refusal.class, () -> node.addUser(new TenantId("nobody"), "a"));
        assertThat(status(thrown)).isEqualTo(404);
    }

    @Test
    void writesBesideOrNotAtAll() {
        node.jdbc().sql("create table side (name text unique)").update();
        SideWrite write = jdbc -> jdbc.sql("insert into side values ('n')").update();
        Command<String> command = state -> new ChangeProposal<>(
                List.of(LogNode.user("u" + state.view().tenant().revision())), "ok", List.of(write));
        node.log.append(STUDIO, NOTE, Optional.empty(), command);
        Throwable thrown =
                catchThrowableOfType(Refusal.class, () -> node.log.append(STUDIO, NOTE, Optional.empty(), command));
        assertThat(status(thrown)).isEqualTo(409);
        assertThat(node.trail.from(STUDIO, 1, 10)).hasSize(1);
        assertThat(node.jdbc()
                        .sql("select count(*) from side")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void writesBesideWithoutAnEntry() {
        node.jdbc().sql("create table nickname (name text)").update();
        SideWrite write = jdbc -> jdbc.sql("insert into nickname values ('n')").update();
        Committed<String> committed = LogNode.done(node.log.append(
                STUDIO, NOTE, Optional.empty(), state -> new ChangeProposal<>(List.of(), "ok", List.of(write))));
        assertThat(committed.appended()).isFalse();
        assertThat(node.jdbc()
                        .sql("select count(*) from nickname")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static Idempotency<String> key(String key, String request) {
        return new Idempotency<>(
                key,
                Digest.of(Bytes.utf8(request)),
                committed -> new KeptAnswer(
                        201, Map.of("Location", "/x"), Bytes.utf8(committed.result() + " at " + committed.revision())),
                (state, changes) -> {});
    }

    private CommandOutcome<String> keyed(Idempotency<String> key, Note note, AtomicInteger calls) {
        return node.log.append(STUDIO, note, Optional.of(key), state -> {
            calls.incrementAndGet();
            return ChangeProposal.of(
                    List.of(LogNode.user("u" + state.view().tenant().revision())), "made");
        });
    }

    @Test
    void doesOnceWhatIsAskedTwice() {
        AtomicInteger calls = new AtomicInteger();
        keyed(key("k", "body"), NOTE, calls);
        CommandOutcome<String> second = keyed(key("k", "body"), NOTE, calls);
        KeptAnswer answer = new KeptAnswer(201, Map.of("Location", "/x"), Bytes.utf8("made at 1"));
        assertThat(second).isEqualTo(new CommandOutcome.Replayed<String>(answer, new Position(1, 1)));
        assertThat(calls).hasValue(1);
        keyed(key("other", "body"), NOTE, calls);
        keyed(key("k", "body"), new Note("studio/someone-else", "r", null, null), calls);
        assertThat(calls).as("another key or actor is another request").hasValue(3);
    }

    @Test
    void refusesAKeyForAnotherRequest() {
        keyed(key("k", "body"), NOTE, new AtomicInteger());
        Throwable thrown =
                catchThrowableOfType(Refusal.class, () -> keyed(key("k", "another"), NOTE, new AtomicInteger()));
        assertThat(status(thrown)).isEqualTo(422);
    }

    @Test
    void forgetsKeysAfterADay() {
        AtomicInteger calls = new AtomicInteger();
        keyed(key("k", "body"), NOTE, calls);
        node.jdbc().sql("update idempotency set at = at - interval '25 hours'").update();
        keyed(key("k", "another"), NOTE, calls);
        assertThat(calls).hasValue(2);
        assertThat(node.jdbc()
                        .sql("select count(*) from idempotency")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void deletesOldAnswersByItself() {
        keyed(key("old", "body"), NOTE, new AtomicInteger());
        node.jdbc().sql("update idempotency set at = at - interval '25 hours'").update();
        node.jdbc()
                .sql("insert into idempotency select stream, actor, key || n, request_digest, status, headers, body,"
                        + " tenant_revision, platform_revision, at from idempotency, generate_series(1, 2500) n")
                .update();
        keyed(key("new", "body"), new Note("studio/someone-else", "r", null, null), new AtomicInteger());
        assertThat(node.log.expireAnswers()).isBetween(2_400, 2_501);
        assertThat(node.log.expireAnswers()).isZero();
        assertThat(node.jdbc()
                        .sql("select key from idempotency")
                        .query(String.class)
                        .list())
                .containsExactly("new");
    }

    /** As a client does that is told to try again. */
    private static long patiently(LogNode node, String user) {
        while (true) {
            try {
                return node.addUser(STUDIO, user).revision();
            } catch (Refusal busy) {
                assertThat(status(busy)).isEqualTo(503);
            }
        }
    }

    @Test
    void twoNodesLoseNothing() throws Exception {
        int perNode = 40;
        try (LogNode other = LogNode.on(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> writes = new ArrayList<>();
            IntStream.range(0, perNode).forEach(i -> {
                writes.add(() -> patiently(node, "one-" + i));
                writes.add(() -> patiently(other, "two-" + i));
            });
            HashSet<Long> revisions = new HashSet<>();
            for (Future<Long> done : threads.invokeAll(writes)) {
                revisions.add(done.get());
            }
            assertThat(revisions).hasSize(2 * perNode).contains(1L, 2L * perNode);
        }
        assertThat(new ChainVerifier(node.database).verify(STUDIO))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.entries()).isEqualTo(2L * perNode));
    }

    /** Each command reads how many users there are, and writes only what that allows. */
    @Test
    void checksAgainAgainstTheWinner() throws Exception {
        int most = 5;
        Command<String> oneMore = state -> {
            long users = state.view().tenant().tenancy().users().size();
            if (users >= most) {
                throw Refusal.of(ProblemCode.TOO_MANY_SECRETS, "no room");
            }
            return ChangeProposal.of(List.of(LogNode.user("u" + users)), "in");
        };
        AtomicInteger in = new AtomicInteger();
        try (LogNode other = LogNode.on(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                Log log = i % 2 == 0 ? node.log : other.log;
                threads.execute(() -> {
                    try {
                        log.append(STUDIO, NOTE, Optional.empty(), oneMore);
                        in.incrementAndGet();
                    } catch (Refusal full) {
                        assertThat(status(full)).isEqualTo(409);
                    }
                });
            }
        }
        assertThat(in).hasValue(most);
    }

    @Test
    void givesUpWhenOthersAlwaysComeFirst() {
        try (LogNode other = LogNode.on(settings)) {
            AtomicInteger tries = new AtomicInteger();
            Command<String> beaten = state -> {
                other.addUser(STUDIO, "faster-" + tries.incrementAndGet());
                return ChangeProposal.of(List.of(LogNode.user("never")), "no");
            };
            Throwable thrown =
                    catchThrowableOfType(Refusal.class, () -> node.log.append(STUDIO, NOTE, Optional.empty(), beaten));
            assertThat(status(thrown)).isEqualTo(503);
            assertThat(tries).hasValue(6);
        }
    }

    @Test
    void aKeyIsUsedOnceOnTwoNodes() throws Exception {
        AtomicInteger made = new AtomicInteger();
        try (LogNode other = LogNode.on(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                Log log = i % 2 == 0 ? node.log : other.log;
                threads.execute(() -> {
                    CommandOutcome<String> outcome = log.append(
                            STUDIO,
                            NOTE,
                            Optional.of(key("same", "body")),
                            state -> ChangeProposal.of(
                                    List.of(LogNode.user(
                                            "u" + state.view().tenant().revision())),
                                    "made"));
                    if (outcome instanceof CommandOutcome.Done<String>) {
                        made.incrementAndGet();
                    }
                });
            }
        }
        assertThat(made).hasValue(1);
        assertThat(node.trail.from(STUDIO, 1, 10)).hasSize(1);
    }

    @Test
    void answers503WhenTheDatabaseIsAway() {
        node.addUser(STUDIO, "a");
        node.database.close();
        Throwable thrown = catchThrowableOfType(Refusal.class, () -> node.addUser(STUDIO, "b"));
        assertThat(status(thrown)).isEqualTo(503);
        assertThat(node.streams.view(STUDIO).tenant().tenancy().users().contains(new UserId("a")))
                .as("reads go on")
                .isTrue();
    }
}
