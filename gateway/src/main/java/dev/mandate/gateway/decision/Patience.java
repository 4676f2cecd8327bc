package dev.mandate.gateway.decision;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.subject.VerifiedToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits for the state to catch up with what a call demands, a bounded time and a bounded number of calls per app. Whether
 * it did is for the engine to say.
 */
public final class Patience {
    /**
     * How long and how many wait.
     *
     * @param behind for a tenant that is loaded
     * @param unloaded for one that is not yet
     * @param mostPerApp calls of one app that may wait at once; others are answered from what is known
     */
    public record Bounds(Duration behind, Duration unloaded, int mostPerApp) {}

    private final Vertx vertx;
    private final State state;
    private final Bounds bounds;
    private final ConcurrentHashMap<AppId, Integer> waiting = new ConcurrentHashMap<>();

    public Patience(Vertx vertx, State state, Bounds bounds) {
        this.vertx = vertx;
        this.state = state;
        this.bounds = bounds;
    }

    /** Completes, on the caller's event loop, once the state is there or the time is up. Never fails. */
    public Future<Void> await(VerifiedToken token, Position atLeast) {
        TenantId tenant = token.caller().tenant();
        Position needed = new Position(Math.max(token.revision(), atLeast.tenant()), atLeast.platform());
        boolean loaded = state.tenant(tenant).isPresent();
        if (loaded && isReached(tenant, needed)) {
            return Future.succeededFuture();
        }
        state.follow(tenant);
        AppId app = token.caller().app();
        if (waiting.merge(app, 1, Integer::sum) > bounds.mostPerApp()) {
            leave(app);
            return Future.succeededFuture();
        }
        Duration longest = loaded ? bounds.behind() : bounds.unloaded();
        return first(state.reached(tenant, needed), longest).onComplete(done -> leave(app));
    }

    private boolean isReached(TenantId tenant, Position needed) {
        return state.platform().revision() >= needed.platform()
                && state.tenant(tenant)
                        .filter(s -> s.revision() >= needed.tenant())
                        .isPresent();
    }

    private Future<Void> first(CompletableFuture<Void> reached, Duration longest) {
        Context context = vertx.getOrCreateContext();
        Promise<Void> over = Promise.promise();
        long timer = vertx.setTimer(longest.toMillis(), late -> over.tryComplete());
        Future.fromCompletionStage(reached, context).onComplete(done -> over.tryComplete());
        return over.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            reached.cancel(false);
        });
    }

    private void leave(AppId app) {
        waiting.computeIfPresent(app, (key, count) -> count == 1 ? null : count - 1);
    }
}
