package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Positions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The state of a followed stream. Immutable except for the echo.
 *
 * @param follow a number that is new each time the stream is followed from scratch
 * @param loaded whether the snapshot holds received data; false for the initial empty one
 * @param hash of the last applied entry
 * @param settled when the stream was last known to be complete, not counting the echo; null if never
 * @param echo of the connection that vouches for the stream; null if none does
 * @param stop why the state stays as it is while its age grows; null if it does not
 */
record StreamState(
        long follow,
        Snapshot snapshot,
        boolean loaded,
        Digest hash,
        @Nullable Moment settled,
        @Nullable StateAgeClock echo,
        @Nullable FeedStop stop) {
    private static final AtomicLong NUMBER = new AtomicLong();

    /**
     * INVARIANT: the router is derived on the feed's thread, before any other thread sees the snapshot. The gateway
     * uses the router on its event loop, where deriving it for 10,000 actions would delay every call.
     */
    StreamState {
        snapshot.catalogue().derive();
    }

    /** Returns the initial state of a stream that is followed from scratch. */
    static StreamState unknown(TenantId stream) {
        return new StreamState(
                NUMBER.incrementAndGet(), Snapshot.empty(stream), false, Chain.genesis(stream), null, null, null);
    }

    /** Returns the state of a stream that was stored on disk. */
    static StreamState restored(Snapshot snapshot, Digest hash, @Nullable Moment complete) {
        return new StreamState(NUMBER.incrementAndGet(), snapshot, true, hash, complete, null, null);
    }

    TenantId stream() {
        return snapshot.stream();
    }

    long revision() {
        return snapshot.revision();
    }

    /** Returns the moment as of which the state is complete; null if unknown. */
    @Nullable
    Moment complete() {
        Moment echoed = echo == null ? null : echo.complete();
        return echoed == null ? settled : echoed;
    }

    /** Returns whether decisions may use the state; a state that was never known to be complete has no age. */
    boolean usable() {
        return loaded && complete() != null;
    }

    /** Returns the position to send to the control node. */
    Positions.At at() {
        return new Positions.At(follow, revision(), hash);
    }

    /** Returns the state after the next entry. */
    StreamState next(SealedEntry entry) {
        return new StreamState(follow, snapshot.apply(entry.open()), true, entry.hash(), settled, echo, null);
    }

    /**
     * INVARIANT: completeness is kept only if the new snapshot continues the same history. After a fork or an earlier
     * revision it is unknown until the stream is vouched for again.
     */
    StreamState replaced(Snapshot whole, Digest at, boolean fork) {
        Moment kept = !fork && whole.revision() >= revision() ? complete() : null;
        return new StreamState(follow, whole, true, at, kept, null, null);
    }

    /** Returns the state as complete, with an age that the echo measures. */
    StreamState vouchedBy(StateAgeClock connection) {
        return new StreamState(follow, snapshot, true, hash, settled, connection, null);
    }

    /** Returns the state without an echo: no connection vouches for it. */
    StreamState alone() {
        return new StreamState(follow, snapshot, loaded, hash, complete(), null, stop);
    }

    /** Returns a copy whose completeness is fixed at {@code then}; unknown if unknown now. */
    StreamState frozen(@Nullable Moment then) {
        return new StreamState(follow, snapshot, loaded, hash, complete() == null ? null : then, null, stop);
    }

    /** Returns whether steps are ignored: the stream is stopped, and not requested again yet. */
    boolean stopped() {
        return stop != null && stop.waiting();
    }

    /** Returns whether a stopped stream is to be requested again now. */
    boolean isDue() {
        return stop != null && stop.isDue();
    }

    /** Returns the state as stopped before its next revision. */
    StreamState stop(String reason) {
        FeedStop failed = FeedStop.after(stop, revision() + 1, reason);
        return new StreamState(follow, snapshot, loaded, hash, complete(), null, failed);
    }

    /** Returns the state for a new connection, which may send what could not be applied in another form. */
    StreamState again() {
        return again(follow);
    }

    /** Returns the state of a stopped stream that is requested again, under a new number. */
    StreamState retried() {
        return again(NUMBER.incrementAndGet());
    }

    private StreamState again(long number) {
        FeedStop requested = stop == null ? null : stop.requested();
        return new StreamState(number, snapshot, loaded, hash, complete(), null, requested);
    }
}
