package dev.mandate.protocol.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that repeats a step until it is stopped: at a fixed delay, and sooner when it is woken. A step that fails, with
 * an exception or an error, is counted, logged and repeated after a pause that doubles from 100 ms to the delay, or to 1 s if the delay
 * is shorter. Safe to share between threads.
 */
public final class Worker implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Worker.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LEAST_LONGEST_PAUSE = Duration.ofSeconds(1);
    /** The shortest time between two log lines with the trace of one worker's failure. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(3);

    private final String name;
    private final Duration delay;
    private final Step step;
    private final Thread thread;
    private final Semaphore due = new Semaphore(0);
    /** Whether {@link #due} has its permit; so it never has many. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable FailureStreak streak;
    private @Nullable Long logged;

    /** One run of the step; may throw anything. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** A part of the process that runs workers. */
    @FunctionalInterface
    public interface Owner {
        /** Returns its workers, the same at each call; empty if it runs none. */
        List<Worker> workers();
    }

    /**
     * Failures of a step that has not succeeded since.
     *
     * @param age since the first of them
     * @param times how many there are, at least 1
     */
    public record Failing(Duration age, long times) {}

    private record FailureStreak(long since, long times) {
        FailureStreak longer() {
            return new FailureStreak(since, times + 1);
        }
    }

    /**
     * Creates a worker; {@link #start} starts its thread.
     *
     * @param name the name of the thread, in log lines and in the metric
     * @param delay the pause between runs and before the first; 0 for none
     */
    public Worker(String name, Duration delay, Step step) {
        this.name = name;
        this.delay = delay;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts the thread, and returns this worker. */
    public Worker start() {
        thread.start();
        return this;
    }

    /** Returns the worker's name. */
    public String name() {
        return name;
    }

    /** Returns how many runs failed since the start. */
    public long failures() {
        return failures.get();
    }

    /** Returns the failures since the last success; empty if the last run succeeded. */
    public Optional<Failing> failing() {
        return Optional.ofNullable(streak)
                .map(s -> new Failing(Duration.ofNanos(System.nanoTime() - s.since()), s.times()));
    }

    /** Returns a warning for operators, if the worker has failed for {@code patience} without a success; else empty. */
    public Optional<String> warning(Duration patience) {
        return failing()
                .filter(failing -> failing.age().compareTo(patience) >= 0)
                .map(failing -> "worker `" + name + "` has failed for "
                        + failing.age().toSeconds() + " s, " + failing.times() + " times in a row; the log says why");
    }

    /** Runs the step soon instead of at the end of the delay; the pause after a failure stays as it is. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            due.release();
        }
    }

    /**
     * Starts no further run, waits up to {@code patience} for the run in progress, then interrupts it. Returns when the
     * thread has ended, at the latest 3 s after the interrupt.
     */
    public void stop(Duration patience) {
        stopping.countDown();
        wake();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
                thread.join(AFTER_INTERRUPT);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the worker; waits one second for the run in progress. */
    @Override
    public void close() {
        stop(PATIENCE);
    }

    private void run() {
        while (!stops()) {
            FailureStreak failing = streak;
            if (failing == null) {
                rest(() -> due.tryAcquire(delay.toNanos(), TimeUnit.NANOSECONDS));
            } else {
                rest(() -> stopping.await(pause(delay, failing.times()).toNanos(), TimeUnit.NANOSECONDS));
            }
            due.drainPermits();
            // INVARIANT: before the run, so that a wake during the run leads to another
            woken.set(false);
            attempt();
        }
    }

    /** Returns the pause after this many failures in a row. */
    static Duration pause(Duration delay, long failures) {
        Duration longest = delay.compareTo(LEAST_LONGEST_PAUSE) > 0 ? delay : LEAST_LONGEST_PAUSE;
        Duration pause = FIRST_PAUSE;
        for (long i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private interface Rest {
        boolean elapse() throws InterruptedException;
    }

    private void rest(Rest rest) {
        try {
            var _ = rest.elapse();
        } catch (InterruptedException e) {
            // only `stop` ends a worker, and the loop checks it next
        }
    }

    private boolean stops() {
        return stopping.getCount() == 0;
    }

    private void attempt() {
        if (stops()) {
            return;
        }
        try {
            step.run();
            streak = null;
        } catch (Throwable e) {
            // INVARIANT: no exception or error of a step ends its thread
            if (!stops()) {
                failed(e);
            }
        }
    }

    private void failed(Throwable failure) {
        failures.incrementAndGet();
        FailureStreak before = streak;
        streak = before == null ? new FailureStreak(System.nanoTime(), 1) : before.longer();
        try {
            log(failure);
        } catch (Throwable e) {
            // without memory even the log line fails; the counter is enough
        }
    }

    private void log(Throwable failure) {
        long now = System.nanoTime();
        if (logged == null || now - logged >= QUIET.toNanos()) {
            logged = now;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "worker `" + name + "` failed, and runs again; " + failures + " failures since the start",
                    failure);
        }
    }
}
