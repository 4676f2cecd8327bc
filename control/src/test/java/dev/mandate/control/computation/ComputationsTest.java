package dev.mandate.control.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.StepBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComputationsTest {
    private static final TenantId ONE = new TenantId("one");
    private static final TenantId OTHER = new TenantId("other");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private Computations computations = computations(1_000, 2, 1, LONG);

    private static Computations computations(long steps, int inProgress, int waiting, Duration time) {
        return new Computations(new ComputationSettings(steps, inProgress, waiting, time, 1, 1_000), 1);
    }

    @AfterEach
    void end() {
        released.countDown();
        callers.shutdownNow();
        computations.close();
    }

    /** Occupies the only thread until it is released. */
    private Future<String> occupied(TenantId tenant) throws InterruptedException {
        Future<String> occupying = callers.submit(() -> computations.answer(tenant, budget -> {
            begun.countDown();
            awaitRelease();
            return "done";
        }));
        begun.await();
        return occupying;
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Computes until the budget ends. */
    private static String endless(StepBudget budget) {
        while (budget.take(1_000)) {
            Thread.onSpinWait();
        }
        return "cut";
    }

    private static void assertRefused(Runnable asking, int status) {
        Refusal refusal = catchThrowableOfType(Refusal.class, asking::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().status()).isEqualTo(status);
    }

    private double refused(String why) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        computations.bindTo(meters);
        return meters.get("mandate.computations.refused")
                .tag("why", why)
                .functionCounter()
                .count();
    }

    private void untilWaiting(int many) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        computations.bindTo(meters);
        while (meters.get("mandate.computations.waiting").gauge().value() < many) {
            Thread.onSpinWait();
        }
    }

    @Test
    void computesOnAPlatformThread() throws Exception {
        boolean virtual = callers.submit(() -> computations.answer(
                        ONE, budget -> Thread.currentThread().isVirtual()))
                .get();
        assertThat(virtual).isFalse();
    }

    @Test
    void throwsWhatTheQuestionThrew() {
        Refusal refusal = Refusal.malformed("space", "is wrong");
        assertThat(catchThrowableOfType(
                        Refusal.class,
                        () -> computations.answer(ONE, budget -> {
                            throw refusal;
                        })))
                .isSameAs(refusal);
    }

    @Test
    void endsAQuestionThatUsedUpItsSteps() {
        assertThat(computations.<String>answer(ONE, ComputationsTest::endless)).isEqualTo("cut");
    }

    @Test
    void refusesMoreQuestionsOfOneTenant() throws Exception {
        computations = computations(1_000, 1, 10, LONG);
        Future<String> first = occupied(ONE);
        assertRefused(() -> computations.answer(ONE, budget -> "second"), 429);
        assertThat(refused("tenant")).isEqualTo(1);
        Future<String> other = callers.submit(() -> computations.answer(OTHER, budget -> "other"));
        released.countDown();
        assertThat(first.get()).isEqualTo("done");
        assertThat(other.get()).isEqualTo("other");
        assertThat(computations.<String>answer(ONE, budget -> "third")).isEqualTo("third");
    }

    @Test
    void refusesWhenTooManyWait() throws Exception {
        Future<String> first = occupied(ONE);
        Future<String> waiting = callers.submit(() -> computations.answer(ONE, budget -> "waited"));
        untilWaiting(1);
        assertRefused(() -> computations.answer(OTHER, budget -> "refused"), 503);
        assertRefused(() -> computations.survey(1, budget -> "refused"), 503);
        assertThat(refused("waiting")).isEqualTo(2);
        released.countDown();
        assertThat(first.get()).isEqualTo("done");
        assertThat(waiting.get()).isEqualTo("waited");
        assertThat(computations.<String>answer(OTHER, budget -> "later")).isEqualTo("later");
    }

    @Test
    void cutsAnAnswerWhoseTimeIsOver() {
        computations = computations(1_000, 1, 1, Duration.ofMillis(1));
        assertThat(computations.<String>survey(Long.MAX_VALUE, ComputationsTest::endless))
                .isEqualTo("cut");
    }

    @Test
    void refusesWhatWaitedTooLong() throws Exception {
        computations = computations(1_000, 1, 1, Duration.ofMillis(1));
        Future<String> first = occupied(ONE);
        assertRefused(() -> computations.answer(OTHER, budget -> "late"), 503);
        assertThat(refused("time")).isEqualTo(1);
        released.countDown();
        assertThat(first.get()).isEqualTo("done");
        assertThat(computations.<String>answer(OTHER, budget -> "later")).isEqualTo("later");
    }

    @Test
    void stopsAQuestionWhoseCallerHasLeft() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        CompletableFuture<String> ended = new CompletableFuture<>();
        Future<?> asking = callers.submit(() -> CallerConnection.serve(gone::get, () -> {
            assertRefused(
                    () -> computations.survey(Long.MAX_VALUE, budget -> {
                        begun.countDown();
                        String answer = endless(budget);
                        ended.complete(answer);
                        return answer;
                    }),
                    503);
            return true;
        }));
        begun.await();
        gone.set(true);
        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("cut");
        asking.get(30, TimeUnit.SECONDS);
        assertThat(refused("caller")).isEqualTo(1);
    }

    /** An answer of 100 bytes a piece, without an end. */
    private static byte[] endlessLines(StepBudget budget) {
        assertThat(Thread.currentThread().isVirtual()).isFalse();
        return budget.take(1) ? new byte[100] : new byte[0];
    }

    @Test
    void writesPiecesUntilOneIsEmpty() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Iterator<String> lines = List.of("one\n", "two\n", "").iterator();
        try (Pieces pieces = computations.pieces(ONE)) {
            assertThat(pieces.write(budget -> lines.next().getBytes(StandardCharsets.UTF_8), out))
                    .as("cut")
                    .isFalse();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void cutsAnAnswerInPiecesAtItsBytes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pieces pieces = computations.pieces(ONE)) {
            assertThat(pieces.write(ComputationsTest::endlessLines, out)).isTrue();
        }
        assertThat(out.size()).isEqualTo(1_000);
    }

    @Test
    void countsTheStepsOfAllPiecesTogether() throws Exception {
        computations = computations(5, 1, 1, LONG);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pieces pieces = computations.pieces(ONE)) {
            assertThat(pieces.<Boolean>compute(budget -> budget.take(2))).isTrue();
            assertThat(pieces.write(ComputationsTest::endlessLines, out)).isTrue();
        }
        assertThat(out.size()).isEqualTo(300);
    }

    @Test
    void cutsAnAnswerInPiecesWhoseTimeIsOver() throws Exception {
        computations = computations(1_000_000_000, 1, 1, Duration.ofMillis(20));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pieces pieces = computations.pieces(ONE)) {
            assertThat(pieces.write(
                            budget -> {
                                long end = System.nanoTime() + 15_000_000;
                                while (System.nanoTime() < end) {
                                    Thread.onSpinWait();
                                }
                                return new byte[1];
                            },
                            out))
                    .isTrue();
        }
        assertThat(out.size()).isBetween(1, 2);
    }

    /** A caller that takes nothing until it is released. */
    private OutputStream slow() {
        return new OutputStream() {
            @Override
            public void write(int one) {
                throw new IllegalStateException("pieces are written whole");
            }

            @Override
            public void write(byte[] piece, int from, int length) {
                begun.countDown();
                awaitRelease();
            }
        };
    }

    @Test
    void holdsUpNobodyWhileACallerReads() throws Exception {
        Future<Boolean> slow = callers.submit(() -> {
            try (Pieces pieces = computations.pieces(ONE)) {
                return pieces.write(ComputationsTest::endlessLines, slow());
            }
        });
        begun.await();
        assertThat(computations.<String>answer(OTHER, budget -> "at once")).isEqualTo("at once");
        assertRefused(() -> computations.pieces(OTHER), 503);
        assertThat(refused("streams")).isEqualTo(1);
        computations.place(ONE).close();
        released.countDown();
        assertThat(slow.get()).isTrue();
        computations.pieces(OTHER).close();
    }

    @Test
    void countsAnAnswerInPiecesAsAQuestionOfItsTenant() {
        computations = computations(1_000, 1, 10, LONG);
        try (Pieces pieces = computations.pieces(ONE)) {
            assertRefused(() -> computations.answer(ONE, budget -> "second"), 429);
            assertThat(pieces.<String>compute(budget -> "first")).isEqualTo("first");
        }
        assertThat(computations.<String>answer(ONE, budget -> "third")).isEqualTo("third");
    }

    @Test
    void keepsThePlaceOfAPieceThatIsStillComputed() throws Exception {
        computations = computations(1_000, 1, 10, LONG);
        AtomicBoolean gone = new AtomicBoolean();
        Future<?> leaving = callers.submit(() -> CallerConnection.serve(gone::get, () -> {
            try (Pieces pieces = computations.pieces(ONE)) {
                assertRefused(
                        () -> pieces.compute(budget -> {
                            begun.countDown();
                            awaitRelease();
                            return "nobody waits";
                        }),
                        503);
            }
            return true;
        }));
        begun.await();
        gone.set(true);
        leaving.get(30, TimeUnit.SECONDS);
        assertRefused(() -> computations.place(ONE), 429);
        released.countDown();
        while (true) {
            try (Pieces _ = computations.pieces(ONE)) {
                return;
            } catch (Refusal e) {
                // the piece has not ended yet
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void takesTurnsByTenant() throws Exception {
        computations = computations(1_000, 2, 10, LONG);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Future<String> first = occupied(ONE);
        Future<Boolean> second = callers.submit(() -> computations.answer(ONE, budget -> order.add("one again")));
        untilWaiting(1);
        Future<Boolean> other = callers.submit(() -> computations.answer(OTHER, budget -> order.add("other")));
        untilWaiting(2);
        Future<Boolean> survey = callers.submit(() -> computations.survey(1, budget -> order.add("survey")));
        untilWaiting(3);
        released.countDown();
        assertThat(List.<Object>of(first.get(), second.get(), other.get(), survey.get()))
                .hasSize(4);
        assertThat(order).containsExactly("other", "survey", "one again");
    }
}
