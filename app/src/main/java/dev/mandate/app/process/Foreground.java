package dev.mandate.app.process;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The life of a command that runs until it is stopped: starts, says that it is ready and where, and ends in order. */
public final class Foreground {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration SILENT_WAIT = Duration.ofSeconds(10);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Foreground() {}

    /** What runs. */
    public interface Running extends AutoCloseable {
        /** Why it is not ready yet; empty when it is. */
        Optional<String> obstacle();

        /** Says that it is ready, and where. */
        void announce(PrintWriter out);

        @Override
        void close();
    }

    /** Runs it until this process is stopped. */
    public static int run(Supplier<? extends Running> start) throws InterruptedException {
        return new Foreground().untilStopped(start);
    }

    private int untilStopped(Supplier<? extends Running> start) throws InterruptedException {
        // the hook only signals the main thread, which closes everything in order, and waits for it
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            awaitStopped();
        }));
        try (Running running = start.get()) {
            if (becomesReady(running)) {
                running.announce(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
                stop.await();
            }
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** Returns false if it was stopped before. After a long wait the reason is printed once. */
    private boolean becomesReady(Running running) throws InterruptedException {
        long tell = System.nanoTime() + SILENT_WAIT.toNanos();
        boolean told = false;
        Optional<String> obstacle = running.obstacle();
        while (obstacle.isPresent()) {
            if (stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (!told && System.nanoTime() > tell) {
                System.err.println("mandate: not ready yet: " + obstacle.get());
                told = true;
            }
            obstacle = running.obstacle();
        }
        return true;
    }

    private void awaitStopped() {
        try {
            if (!stopped.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("mandate: still closing after " + LONGEST_CLOSE.toSeconds() + " s, ending anyway");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
