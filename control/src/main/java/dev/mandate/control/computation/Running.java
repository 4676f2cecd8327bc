package dev.mandate.control.computation;

import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.protocol.limit.InProgress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One computation that waits for a thread or runs. It is run by one thread and awaited by another. */
final class Running<T> implements Runnable {
    private final Computation<T> computation;
    private final long steps;
    private final InProgress.Place place;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile boolean stopped;

    /**
     * @param place closed when the computation ends
     */
    Running(Computation<T> computation, long steps, InProgress.Place place) {
        this.computation = computation;
        this.steps = steps;
        this.place = place;
    }

    @Override
    public void run() {
        try (place) {
            result.complete(computation.of(new StepBudget(steps, () -> stopped)));
        } catch (Throwable e) {
            // whoever waits throws it
            result.completeExceptionally(e);
        }
    }

    /** Uses up the budget, so that the computation ends soon. */
    void stop() {
        stopped = true;
    }

    /** Gives the place back of a computation that never runs. */
    void drop() {
        place.close();
    }

    /**
     * Waits for the result.
     *
     * @throws TimeoutException if there is none after this time
     */
    T await(long millis) throws TimeoutException, InterruptedException {
        try {
            return result.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failed -> failed;
            case Error failed -> throw failed;
            case null, default -> new IllegalStateException(e);
        };
    }
}
