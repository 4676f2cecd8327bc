package dev.mandate.control.computation;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.limit.InProgress;
import dev.mandate.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs questions and surveys on platform threads, at most one fewer than there are cores. The carriers of virtual threads,
 * of which there is one a core, stay free for tokens, health and the feed.
 *
 * <p>The request's own thread waits. Every {@value #LOOK_MILLIS} ms it looks whether its caller has left or the time is
 * over, and then stops the computation by its budget. Thread-safe.
 */
public final class Computations implements MeterBinder, AutoCloseable {
    private static final int LOOK_MILLIS = 250;
    private static final int IDLE_SECONDS = 60;
    private static final String ALL = "all";

    private final ComputationSettings settings;
    private final InProgress questions;
    private final InProgress streams;
    private final ThreadPoolExecutor threads;
    private final LongAdder refused = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder abandoned = new LongAdder();

    /** Makes the threads of one node; they start with the first computations. */
    public Computations(ComputationSettings settings) {
        this(settings, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    Computations(ComputationSettings settings, int most) {
        this.settings = settings;
        this.questions = new InProgress(settings.inProgress());
        this.streams = new InProgress(settings.streams());
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new WaitingQueue(settings.waiting()),
                Thread.ofPlatform().daemon().name("computation-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Answers a question.
     *
     * @param asker the tenant of the caller, whatever tenant is asked about
     * @throws Refusal 429 if the tenant has too many questions in progress, 503 if too many computations wait
     */
    public <T> T answer(TenantId asker, Computation<T> question) {
        InProgress.Place place = place(asker);
        return awaited(new Running<>(question, new Effort(settings.steps()), place, turn(asker)), deadline());
    }

    /**
     * Begins a question that is computed piece by piece, while its answer is written. All pieces have the budget and the time of one
     * question, and one place of the tenant.
     *
     * @throws Refusal 429 if the tenant has too many questions in progress, 503 if too many such answers are written
     */
    public Pieces pieces(TenantId asker) {
        InProgress.Place place = place(asker);
        InProgress.Place stream = streams.take(ALL).orElse(null);
        if (stream == null) {
            place.close();
            throw unavailable("too many answers are written line by line");
        }
        return new Pieces(this, settings, turn(asker), () -> {
            stream.close();
            place.close();
        });
    }

    /**
     * Takes a place of the tenant for one question.
     *
     * @throws Refusal 429 if the tenant has too many questions in progress
     */
    public InProgress.Place place(TenantId asker) {
        return questions
                .take(asker.value())
                .orElseThrow(() -> Refusal.of(
                        ProblemCode.TOO_MANY_REQUESTS,
                        "the tenant has " + settings.inProgress()
                                + " questions in progress: wait for their answers, then repeat"));
    }

    /**
     * Computes for an operator's import, activation or precedence.
     *
     * @throws Refusal 503 if too many computations wait
     */
    public <T> T survey(long steps, Computation<T> survey) {
        return awaited(new Running<>(survey, new Effort(steps), () -> {}, 0), deadline());
    }

    private int turn(TenantId asker) {
        return Math.max(0, questions.count(asker.value()) - 1);
    }

    private long deadline() {
        return System.nanoTime() + settings.time().toNanos();
    }

    /** Runs a computation and waits for it; at the deadline it is refused if it waits, and cut if it runs. */
    <T> T awaited(Running<T> running, long deadline) {
        try {
            threads.execute(running);
        } catch (RejectedExecutionException e) {
            running.drop();
            refused.increment();
            throw unavailable("too many questions wait");
        }
        try {
            return result(running, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(running);
            throw unavailable("the node stops");
        }
    }

    private <T> T result(Running<T> running, long deadline) throws InterruptedException {
        while (true) {
            try {
                return running.await(LOOK_MILLIS);
            } catch (TimeoutException e) {
                look(running, deadline);
            }
        }
    }

    private void look(Running<?> running, long deadline) {
        if (CallerConnection.isGone()) {
            abandoned.increment();
            end(running);
            throw unavailable("the caller has left");
        }
        if (System.nanoTime() - deadline > 0 && end(running)) {
            late.increment();
            throw unavailable("the question waited for " + settings.time().toMillis() + " ms");
        }
    }

    /** Stops a computation; returns whether it had not begun. */
    private boolean end(Running<?> running) {
        running.stop();
        boolean waited = threads.remove(running);
        if (waited) {
            running.drop();
        }
        return waited;
    }

    private static Refusal unavailable(String why) {
        return Refusal.of(ProblemCode.UNAVAILABLE, why + ": try again");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mandate.computations.running", threads, ThreadPoolExecutor::getActiveCount)
                .description("questions and surveys that a thread computes")
                .register(registry);
        Gauge.builder(
                        "mandate.computations.waiting",
                        threads,
                        pool -> pool.getQueue().size())
                .description("questions and surveys that wait for a thread")
                .register(registry);
        count(registry, "tenant", questions.refused());
        count(registry, "waiting", refused);
        count(registry, "streams", streams.refused());
        count(registry, "time", late);
        count(registry, "caller", abandoned);
    }

    private static void count(MeterRegistry registry, String why, LongAdder ended) {
        FunctionCounter.builder("mandate.computations.refused", ended, LongAdder::sum)
                .description("questions and surveys that were refused or abandoned")
                .tag("why", why)
                .register(registry);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
