package dev.mandate.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks that a worker runs until it is stopped, whatever its step throws. */
@Timeout(30)
class WorkerTest {
    private static final List<Throwable> FAILURES = List.of(
            new IllegalStateException("broken"),
            new IOException("away"),
            new StackOverflowError(),
            new OutOfMemoryError("none left"),
            new InterruptedException("by nobody"));

    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean(true);

    @AutoClose
    private final Worker failing = new Worker("failing", Duration.ZERO, () -> {
        int run = runs.getAndIncrement();
        ended.release();
        if (broken.get()) {
            thrown(FAILURES.get(run % FAILURES.size()));
        }
    });

    private static void thrown(Throwable failure) throws Exception {
        switch (failure) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new AssertionError(failure);
        }
    }

    @Test
    void goesOnAfterEachFailure() throws Exception {
        failing.start();
        ended.acquire(FAILURES.size() + 1);
        assertThat(failing.failures()).isGreaterThanOrEqualTo(FAILURES.size());
        assertThat(failing.failing())
                .hasValueSatisfying(f -> assertThat(f.times()).isGreaterThanOrEqualTo(FAILURES.size()));
    }

    @Test
    void isWellAgainAfterASuccess() throws Exception {
        failing.start();
        ended.acquire(2);
        broken.set(false);
        ended.drainPermits();
        ended.acquire(3);
        assertThat(failing.failing()).isEmpty();
        assertThat(failing.failures()).isPositive();
    }

    @Test
    void runsSoonerWhenItIsWoken() throws Exception {
        broken.set(false);
        CountDownLatch ran = new CountDownLatch(2);
        try (Worker idle = new Worker("idle", Duration.ofDays(1), ran::countDown).start()) {
            while (!ran.await(1, TimeUnit.MILLISECONDS)) {
                idle.wake();
            }
        }
        assertThat(ran.getCount()).isZero();
    }

    @Test
    void pausesAfterFailuresUpToItsDelay() {
        Duration delay = Duration.ofMinutes(10);
        assertThat(Worker.pause(delay, 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(Worker.pause(delay, 2)).isEqualTo(Duration.ofMillis(200));
        assertThat(Worker.pause(delay, 11)).isEqualTo(Duration.ofMillis(102_400));
        assertThat(Worker.pause(delay, Long.MAX_VALUE)).isEqualTo(delay);
        assertThat(Worker.pause(Duration.ZERO, 4)).isEqualTo(Duration.ofMillis(800));
        assertThat(Worker.pause(Duration.ZERO, 5)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void runsOnceForManyWakes() throws Exception {
        broken.set(false);
        try (Worker idle = new Worker("idle", Duration.ofDays(1), () -> {
            runs.incrementAndGet();
            ended.release();
        })) {
            for (int i = 0; i < 1_000; i++) {
                idle.wake();
            }
            idle.start();
            ended.acquire();
            idle.wake();
            ended.acquire();
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void stopsAfterTheRunInProgress() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean whole = new AtomicBoolean();
        Worker busy = new Worker("busy", Duration.ZERO, () -> {
            begun.countDown();
            go.await();
            whole.set(true);
        });
        busy.start();
        begun.await();
        Thread stopping = Thread.ofVirtual().start(() -> busy.stop(Duration.ofSeconds(20)));
        go.countDown();
        stopping.join();
        assertThat(whole).isTrue();
        assertThat(busy.failures()).isZero();
    }

    @Test
    void interruptsARunThatDoesNotEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Worker stuck = new Worker("stuck", Duration.ZERO, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });
        stuck.start();
        begun.await();
        stuck.stop(Duration.ZERO);
        assertThat(interrupted.getCount()).isZero();
        assertThat(stuck.failures()).isZero();
    }
}
