package dev.mandate.control.feed;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;

/**
 * Snapshots for one gateway, made on another thread than its sender's: that of a large tenant takes seconds, in which the other tenants' news
 * and the heartbeats go on. For the sender's thread alone.
 */
final class Wholes {
    private static final int AT_ONCE = 2;
    /** Most are there by then, and need no other round. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final Function<TenantId, Made> maker;
    private final Runnable done;
    private final Duration patience;
    private final Map<TenantId, CompletableFuture<Made>> begun = new HashMap<>();

    /** @param done run when one is there, on any thread */
    Wholes(Function<TenantId, Made> maker, Runnable done) {
        this(maker, done, PATIENCE);
    }

    /** @param patience how long the sender waits for a snapshot that it has just begun */
    Wholes(Function<TenantId, Made> maker, Runnable done, Duration patience) {
        this.maker = maker;
        this.done = done;
        this.patience = patience;
    }

    /**
     * A stream as a whole.
     *
     * @param needed the platform's revision that it may need; 0 for the platform's own
     */
    record Made(FoldedState folded, long needed, Bytes snapshot) {
        static Made of(Streams streams, TenantId stream) {
            FoldedState folded = streams.folded(stream);
            // INVARIANT: asked after the fold was taken, so that it is at least what the fold needs
            long needed = stream.equals(TenantId.PLATFORM)
                    ? 0
                    : streams.folded(TenantId.PLATFORM).revision();
            return new Made(folded, needed, SnapshotForm.write(folded.snapshot()));
        }
    }

    /**
     * The stream's, which is kept until it is forgotten; empty while it is made, or while others are.
     *
     * @throws DataAccessException if the database is away; asked again, it is tried again
     * @throws Refusal if there is no such stream
     */
    Optional<Made> of(TenantId stream) throws InterruptedException {
        CompletableFuture<Made> known = begun.get(stream);
        if (known != null) {
            return known.isDone() ? made(stream, known, Duration.ZERO) : Optional.empty();
        }
        if (begun.values().stream().filter(f -> !f.isDone()).count() >= AT_ONCE) {
            return Optional.empty();
        }
        CompletableFuture<Made> making = new CompletableFuture<>();
        begun.put(stream, making);
        // not a virtual thread: it computes for long, and would keep others from running
        Thread.ofPlatform().daemon().name("feed-whole").start(() -> make(stream, making));
        return made(stream, making, patience);
    }

    private void make(TenantId stream, CompletableFuture<Made> making) {
        making.completeAsync(() -> maker.apply(stream), Runnable::run);
        done.run();
    }

    private Optional<Made> made(TenantId stream, CompletableFuture<Made> making, Duration longest)
            throws InterruptedException {
        try {
            return Optional.of(making.get(longest.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            begun.remove(stream);
            throw switch (e.getCause()) {
                case DataAccessException away -> away;
                case Refusal refusal -> refusal;
                case null, default -> new IllegalStateException("the snapshot of `" + stream + "` is not made", e);
            };
        }
    }

    /** It was sent, or is of no use any more. */
    void forget(TenantId stream) {
        begun.remove(stream);
    }
}
