package dev.mandate.control.log.write;

import static dev.mandate.control.log.LogNode.NOTE;
import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Committed;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.user.User;
import dev.mandate.protocol.chain.ChainWalk;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two control nodes on one database write the same stream. */
class RaceTest {
    private static final int WRITERS = 12;
    private static final int EACH = 100;
    private static final UserId ACTOR = new UserId("actor");

    private LogNode one;
    private LogNode other;

    @BeforeEach
    void start() {
        DatabaseSettings settings = TestDatabase.fresh();
        one = LogNode.on(settings).with(STUDIO);
        other = LogNode.on(settings);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    /** As a client does that is told to try again, for a while. */
    private static <R> Committed<R> patiently(LogNode node, Command<R> command) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                return LogNode.done(node.log.append(STUDIO, NOTE, Optional.empty(), command));
            } catch (Refusal refusal) {
                if (refusal.problem().status() != 503 || System.nanoTime() > end) {
                    throw refusal;
                }
            }
        }
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private List<RecordedEntry> entries() {
        List<RecordedEntry> all = new ArrayList<>();
        List<RecordedEntry> part;
        do {
            part = one.trail.from(STUDIO, all.size() + 1L, 500);
            all.addAll(part);
        } while (!part.isEmpty());
        return all;
    }

    @Test
    void everyAcknowledgedWriteIsThere() throws Exception {
        Map<Long, String> acknowledged = new ConcurrentHashMap<>();
        AtomicLong twice = new AtomicLong();
        List<Callable<Void>> work = new ArrayList<>();
        IntStream.range(0, 2 * WRITERS)
                .forEach(writer -> work.add(() -> {
                    LogNode node = writer % 2 == 0 ? one : other;
                    for (int i = 0; i < EACH; i++) {
                        String user = "user-" + writer + "-" + i;
                        long revision = patiently(node, state -> ChangeProposal.of(LogNode.user(user)))
                                .revision();
                        twice.addAndGet(acknowledged.put(revision, user) == null ? 0 : 1);
                    }
                    return null;
                }));
        together(work);
        long total = 2L * WRITERS * EACH;
        assertThat(twice).as("one revision to two callers").hasValue(0);
        assertThat(acknowledged.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, total).boxed().toList());
        for (RecordedEntry entry : entries()) {
            assertThat(entry.entry().open().changes())
                    .containsExactly(
                            LogNode.user(acknowledged.getOrDefault(entry.entry().revision(), "nobody")));
        }
        assertThat(new ChainVerifier(one.database).verify(STUDIO))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.entries()).isEqualTo(total));
        assertThat(LogNode.soon(() -> one.streams
                        .folded(STUDIO)
                        .hash()
                        .equals(other.streams.folded(STUDIO).hash())))
                .isTrue();
    }

    /** What only an active actor may do; the right is read from the state that the append is conditional on. */
    private static ChangeProposal<Done> asActor(CommandState state, Change change) {
        boolean active = state.view()
                .tenant()
                .tenancy()
                .users()
                .get(ACTOR)
                .filter(User::active)
                .isPresent();
        if (!active) {
            throw Refusal.of(ProblemCode.NOT_PERMITTED, "the actor does not stand any more");
        }
        return ChangeProposal.of(change);
    }

    @Test
    void aRightWithdrawnAtOneRevisionWritesNoLaterOne() throws Exception {
        one.append(STUDIO, new UserChange.UserAdded(ACTOR, UserKind.SERVICE));
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        List<Callable<Void>> work = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String name = "by-actor-" + writer + "-";
            work.add(() -> {
                while (!over.get()) {
                    try {
                        Change change = LogNode.user(name + written.incrementAndGet());
                        patiently(one, state -> asActor(state, change));
                    } catch (Refusal forbidden) {
                        assertThat(forbidden.problem().status()).isEqualTo(403);
                        refused.incrementAndGet();
                    }
                }
                return null;
            });
        }
        work.add(() -> {
            for (int round = 0; round < 40; round++) {
                patiently(other, state -> ChangeProposal.of(new UserChange.UserDisabled(ACTOR)));
                patiently(other, state -> ChangeProposal.of(new UserChange.UserEnabled(ACTOR)));
            }
            over.set(true);
            return null;
        });
        together(work);
        assertThat(wronged()).as("entries of an actor who did not stand").isEmpty();
        assertThat(written.get()).isGreaterThan(refused.get());
    }

    /** Reads the log as it was written, and nothing else. */
    private List<Long> wronged() {
        boolean active = true;
        List<Long> wronged = new ArrayList<>();
        for (RecordedEntry entry : entries()) {
            for (Change change : entry.entry().open().changes()) {
                switch (change) {
                    case UserChange.UserDisabled(UserId user) -> active = false;
                    case UserChange.UserEnabled(UserId user) -> active = true;
                    case UserChange.UserAdded(UserId user, var kind) -> {
                        if (!active) {
                            wronged.add(entry.entry().revision());
                        }
                    }
                    default -> throw new AssertionError(change.toString());
                }
            }
        }
        return wronged;
    }
}
