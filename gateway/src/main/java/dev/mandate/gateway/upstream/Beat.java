package dev.mandate.gateway.upstream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * When a 404 may leave: only a whole number of steps after its call arrived. An upstream reads what it then hides, and so
 * takes a little longer than for what does not exist; what is shorter than a step does not show.
 *
 * @param step 0 for at once
 */
record Beat(Duration step) {
    /** Completes at the next beat after the arrival, which is by {@link System#nanoTime}, on the event loop that asks. */
    Future<Void> next(Vertx vertx, long arrivalNanos) {
        long every = step.toNanos();
        if (every == 0) {
            return Future.succeededFuture();
        }
        Context context = vertx.getOrCreateContext();
        Promise<Void> beat = Promise.promise();
        // finer than the timers of Vert.x: of a whole number of milliseconds, the rest would still show
        long wait = every - Math.floorMod(System.nanoTime() - arrivalNanos, every);
        CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, due -> context.runOnContext(on -> due.run()))
                .execute(beat::complete);
        return beat.future();
    }
}
