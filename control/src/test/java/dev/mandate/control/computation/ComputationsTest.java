package dev.mandate.control.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.StepBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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
        return new Computations(new ComputationSettings(steps, inProgress, waiting, time), 1);
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

    private void untilWaiting() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        computations.bindTo(meters);
        while (meters.get("mandate.computations.waiting").gauge().value() < 1) {
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
        untilWaiting();
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
}
