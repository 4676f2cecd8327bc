package dev.mandate.control.computation;

import dev.mandate.protocol.limit.InProgress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One computation that waits for a thread or runs. It is run by one thread and awaited by another. */
final class Running<T> implements Runnable {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Computation<T> computation;
    private final Effort effort;
    private final InProgress.Place place;
    private final int turn;
    private final long number = NUMBERS.incrementAndGet();
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /**
     * @param effort of this computation, and of others that were awaited before
     * @param place closed when the computation ends
     * @param turn 0 if its tenant had no other question in progress, else how many
     */
    Running(Computation<T> computation, Effort effort, InProgress.Place place, int turn) {
        this.computation = computation;
        this.effort = effort;
        this.place = place;
        this.turn = turn;
    }

    /** Returns whose turn it is among those that wait: a lower one is computed first. */
    int turn() {
        return turn;
    }

    /** Returns its number in the order in which computations came. */
    long number() {
        return number;
    }

    @Override
    public void run() {
        try (place) {
            result.complete(computation.of(effort.budget()));
        } catch (Throwable e) {
            // whoever waits throws it
            result.completeExceptionally(e);
        }
    }

    /** Uses up the budget, so that the computation ends soon. */
    void stop() {
        effort.stop();
    }

    /** Gives the place back of a computation that never runs. */
    void drop() {
        result.cancel(false);
        place.close();
    }

    /** Runs this once the computation has ended or was dropped, at once if it has. */
    void whenEnded(Runnable then) {
        var _ = result.whenComplete((value, failure) -> then.run());
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
