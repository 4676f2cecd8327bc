package dev.mandate.control.log.write;

import static dev.mandate.control.log.LogNode.NOTE;
import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.LogSettingsBuilder;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.ChainWalk;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that come while one is being written are committed together, and yet each is its own. */
class GroupCommitTest {
    private DatabaseSettings settings;
    private LogNode node;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Those who make commands together, in their order. */
    private final List<Thread> callers = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        settings = TestDatabase.fresh();
        node = LogNode.on(settings).with(STUDIO);
    }

    @AfterEach
    void stop() {
        threads.close();
        node.close();
    }

    /** A command to be made with others. */
    private record Asked(Optional<Idempotency<String>> key, Command<String> command) {
        static Asked of(Command<String> command) {
            return new Asked(Optional.empty(), command);
        }
    }

    /** What became of it: the revision, a replay, or the refusal's status. */
    private sealed interface Told {
        record Done(long revision, String result) implements Told {}

        record Replayed(String body) implements Told {}

        record Refused(int status) implements Told {}

        record Broken(String message) implements Told {}
    }

    /** Makes them wait behind one that is being checked, in this order, and then lets all go. */
    private List<Told> together(List<Asked> asked) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch checked = new CountDownLatch(1);
        Future<Told> blocker = threads.submit(() -> told(Asked.of(state -> {
            checked.countDown();
            try {
                first.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChangeProposal.nothing("blocker");
        })));
        checked.await();
        List<Future<Told>> futures = new ArrayList<>();
        for (Asked one : asked) {
            futures.add(threads.submit(() -> {
                callers.add(Thread.currentThread());
                return told(one);
            }));
            int waiting = futures.size();
            assertThat(LogNode.soon(() -> node.log.waiting(STUDIO) == waiting)).isTrue();
        }
        first.countDown();
        blocker.get();
        return all(futures);
    }

    private static List<Told> all(List<Future<Told>> futures) throws InterruptedException, ExecutionException {
        List<Told> told = new ArrayList<>();
        for (Future<Told> future : futures) {
            told.add(future.get());
        }
        return told;
    }

    private Told told(Asked asked) {
        try {
            return switch (node.log.append(STUDIO, NOTE, asked.key(), asked.command())) {
                case CommandOutcome.Done<String>(var committed, var answer) ->
                    new Told.Done(committed.revision(), committed.result());
                case CommandOutcome.Replayed<String>(var answer, var position) ->
                    new Told.Replayed(new String(answer.body().toByteArray(), StandardCharsets.UTF_8));
            };
        } catch (Refusal e) {
            return new Told.Refused(e.problem().status());
        } catch (IllegalStateException e) {
            return new Told.Broken(String.valueOf(e.getMessage()));
        }
    }

    private static Asked add(String user) {
        return Asked.of(state -> ChangeProposal.of(List.of(LogNode.user(user)), user));
    }

    private long transactions() {
        return node.jdbc()
                .sql("select count(distinct tx) from entry where stream = 'studio'")
                .query(Long.class)
                .single();
    }

    private void isIntact(long entries) {
        assertThat(new ChainVerifier(node.database).verify(STUDIO))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.entries()).isEqualTo(entries));
    }

    @Test
    void commitsTogetherWhatWaits() throws Exception {
        List<Asked> asked = new ArrayList<>();
        List<Told> expected = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            asked.add(add("user-" + i));
            expected.add(new Told.Done(i, "user-" + i));
        }
        assertThat(together(asked)).isEqualTo(expected);
        assertThat(transactions()).isEqualTo(1);
        isIntact(30);
    }

    @Test
    void commitsNoMoreThanSoManyTogether() throws Exception {
        node.close();
        node = LogNode.on(settings, new LogSettingsBuilder().batch(4).build());
        List<Asked> asked = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            asked.add(add("user-" + i));
        }
        assertThat(together(asked)).doesNotHaveAnyElementsOfTypes(Told.Refused.class, Told.Broken.class);
        assertThat(transactions()).isEqualTo(3);
        isIntact(10);
    }

    private static Command<String> whileFewerThan(int most, String user) {
        return state -> {
            if (state.view().tenant().tenancy().users().size() >= most) {
                throw Refusal.of(ProblemCode.TOO_MANY_SECRETS, "no room");
            }
            return ChangeProposal.of(List.of(LogNode.user(user)), user);
        };
    }

    @Test
    void checksEachAgainstTheOneBefore() throws Exception {
        List<Asked> asked = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            asked.add(Asked.of(whileFewerThan(5, "user-" + i)));
        }
        List<Told> told = together(asked);
        assertThat(told.subList(0, 5)).hasOnlyElementsOfType(Told.Done.class);
        assertThat(told.subList(5, 8)).containsOnly(new Told.Refused(409));
        assertThat(transactions()).isEqualTo(1);
        isIntact(5);
    }

    @Test
    void aTakenNameFailsOnlyItsOwn() throws Exception {
        node.jdbc().sql("create table side (name text unique)").update();
        List<Asked> asked = new ArrayList<>();
        for (String name : List.of("a", "b", "a", "c", "b", "d")) {
            SideWrite write = jdbc -> jdbc.sql("insert into side values (:name)")
                    .param("name", name)
                    .update();
            int number = asked.size();
            asked.add(Asked.of(
                    state -> new ChangeProposal<>(List.of(LogNode.user("user-" + number)), name, List.of(write))));
        }
        assertThat(together(asked))
                .containsExactly(
                        new Told.Done(1, "a"),
                        new Told.Done(2, "b"),
                        new Told.Refused(409),
                        new Told.Done(3, "c"),
                        new Told.Refused(409),
                        new Told.Done(4, "d"));
        assertThat(transactions()).isEqualTo(1);
        assertThat(node.hasUser(STUDIO, "user-2")).isFalse();
        isIntact(4);
    }

    /** Of which the database knows nothing: the transaction must be given up all the same. */
    @Test
    void whatRefusesBesideFailsOnlyItsOwn() throws Exception {
        SideWrite write = jdbc -> {
            throw Refusal.of(ProblemCode.NAME_TAKEN, "no room for the row");
        };
        Asked refused =
                Asked.of(state -> new ChangeProposal<>(List.of(LogNode.user("refused")), "refused", List.of(write)));
        assertThat(together(List.of(add("a"), refused, add("b"))))
                .containsExactly(new Told.Done(1, "a"), new Told.Refused(409), new Told.Done(2, "b"));
        assertThat(node.hasUser(STUDIO, "refused")).isFalse();
        isIntact(2);
    }

    @Test
    void aBugFailsOnlyItsOwn() throws Exception {
        Asked bug = Asked.of(state -> {
            throw new IllegalStateException("bug");
        });
        assertThat(together(List.of(add("a"), bug, add("b"))))
                .containsExactly(new Told.Done(1, "a"), new Told.Broken("bug"), new Told.Done(2, "b"));
    }

    private static Asked keyed(String request, String user) {
        Idempotency<String> key = new Idempotency<>(
                "key",
                Digest.of(Bytes.utf8(request)),
                c -> new KeptAnswer(200, Map.of(), Bytes.utf8(c.result() + " at " + c.revision())),
                (state, changes) -> {});
        return new Asked(Optional.of(key), add(user).command());
    }

    @Test
    void aKeyThatComesTwiceIsDoneOnce() throws Exception {
        assertThat(together(List.of(add("a"), keyed("body", "b"), keyed("body", "c"), keyed("other", "d"), add("e"))))
                .containsExactly(
                        new Told.Done(1, "a"),
                        new Told.Done(2, "b"),
                        new Told.Replayed("b at 2"),
                        new Told.Refused(422),
                        new Told.Done(3, "e"));
        isIntact(3);
    }

    @Test
    void asksAllAgainWhenAnotherNodeWasFirst() throws Exception {
        try (LogNode other = LogNode.on(settings)) {
            AtomicBoolean beaten = new AtomicBoolean();
            AtomicInteger asks = new AtomicInteger();
            Asked racing = Asked.of(state -> {
                if (beaten.compareAndSet(false, true)) {
                    other.addUser(STUDIO, "faster");
                }
                return ChangeProposal.of(List.of(LogNode.user("a")), "a");
            });
            Asked counting = Asked.of(state -> {
                asks.incrementAndGet();
                return ChangeProposal.of(List.of(LogNode.user("b")), "b");
            });
            assertThat(together(List.of(racing, counting)))
                    .containsExactly(new Told.Done(2, "a"), new Told.Done(3, "b"));
            assertThat(asks).hasValue(2);
        }
        isIntact(3);
    }

    /** A refusal that rests on a command of the same batch is told only if that command is written. */
    @Test
    void refusesNobodyForWhatWasNotWritten() throws Exception {
        node.addUser(STUDIO, "leaves");
        try (LogNode other = LogNode.on(settings)) {
            AtomicBoolean beaten = new AtomicBoolean();
            Command<String> rule = whileFewerThan(2, "a");
            Asked racing = Asked.of(state -> {
                if (beaten.compareAndSet(false, true)) {
                    other.append(STUDIO, new UserChange.UserRemoved(new UserId("leaves")));
                }
                return rule.propose(state);
            });
            assertThat(together(List.of(racing, Asked.of(whileFewerThan(2, "b")))))
                    .containsExactly(new Told.Done(3, "a"), new Told.Done(4, "b"));
        }
    }

    /** A node whose commands wait no longer than that for those before them. */
    private void waitAtMost(Duration patience) {
        LogSettings usual = LogSettings.DEFAULTS;
        node.close();
        node = LogNode.on(
                settings,
                new LogSettings(
                        usual.poll(),
                        true,
                        usual.coalesce(),
                        usual.retries(),
                        patience,
                        usual.keepAnswers(),
                        usual.foldEvery(),
                        usual.foldQuiet(),
                        usual.tenants(),
                        usual.batch(),
                        usual.cleanUp()));
    }

    @Test
    void doesNothingForWhoeverDidNotWait() throws Exception {
        waitAtMost(Duration.ofMillis(50));
        CountDownLatch refused = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Told> slow = threads.submit(() -> told(Asked.of(state -> {
            begun.countDown();
            try {
                refused.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChangeProposal.of(List.of(LogNode.user("slow")), "slow");
        })));
        begun.await();
        assertThat(told(add("hasty"))).isEqualTo(new Told.Refused(503));
        refused.countDown();
        assertThat(slow.get()).isEqualTo(new Told.Done(1, "slow"));
        node.addUser(STUDIO, "last");
        assertThat(node.hasUser(STUDIO, "hasty")).isFalse();
        assertThat(node.log.waiting(STUDIO)).isZero();
    }

    /** One whose patience ends while it is being committed must not be refused and yet happen. */
    @Test
    void waitsForWhatIsBeingCommitted() throws Exception {
        waitAtMost(Duration.ofSeconds(2));
        Asked slow = Asked.of(state -> {
            try {
                assertThat(LogNode.soon(() -> noLongerOnTime(callers.get(1)))).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChangeProposal.of(List.of(LogNode.user("slow")), "slow");
        });
        assertThat(together(List.of(slow, add("patient"))))
                .containsExactly(new Told.Done(1, "slow"), new Told.Done(2, "patient"));
        isIntact(2);
    }

    private static boolean noLongerOnTime(Thread waiting) {
        return switch (waiting.getState()) {
            case WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED, TIMED_WAITING -> false;
        };
    }
}
