package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.SealedEntry;
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
 * @param stopped whether a step could not be applied; the state then stays as it is and its age grows
 */
record Followed(
        long follow,
        Snapshot snapshot,
        boolean loaded,
        Digest hash,
        @Nullable Moment settled,
        @Nullable Echo echo,
        boolean stopped) {
    private static final AtomicLong NUMBER = new AtomicLong();

    /**
     * INVARIANT: the router is derived on the feed's thread, before any other thread sees the snapshot. The gateway
     * uses the router on its event loop, where deriving it for 10,000 actions would delay every call.
     */
    Followed {
        snapshot.catalogue().derive();
    }

    /** Returns the initial state of a stream that is followed from scratch. */
    static Followed unknown(TenantId stream) {
        return new Followed(
                NUMBER.incrementAndGet(), Snapshot.empty(stream), false, Chain.genesis(stream), null, null, false);
    }

    /** Returns the state of a stream that was stored on disk. */
    static Followed restored(Snapshot snapshot, Digest hash, @Nullable Moment complete) {
        return new Followed(NUMBER.incrementAndGet(), snapshot, true, hash, complete, null, false);
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
    Followed next(SealedEntry entry) {
        return new Followed(follow, snapshot.apply(entry.open()), true, entry.hash(), settled, echo, false);
    }

    /**
     * INVARIANT: completeness is kept only if the new snapshot continues the same history. After a fork or an earlier
     * revision it is unknown until the stream is vouched for again.
     */
    Followed replaced(Snapshot whole, Digest at, boolean fork) {
        Moment kept = !fork && whole.revision() >= revision() ? complete() : null;
        return new Followed(follow, whole, true, at, kept, null, false);
    }

    /** Returns the state as complete, with an age that the echo measures. */
    Followed vouchedBy(Echo connection) {
        return new Followed(follow, snapshot, true, hash, settled, connection, false);
    }

    /** Returns the state without an echo: no connection vouches for it. */
    Followed alone() {
        return new Followed(follow, snapshot, loaded, hash, complete(), null, stopped);
    }

    /** Returns a copy whose completeness is fixed at {@code then}; unknown if unknown now. */
    Followed frozen(@Nullable Moment then) {
        return new Followed(follow, snapshot, loaded, hash, complete() == null ? null : then, null, stopped);
    }

    /** Returns the state as stopped: it is not changed until the next connection. */
    Followed stop() {
        return new Followed(follow, snapshot, loaded, hash, complete(), null, true);
    }

    /** Returns the state for a new connection, which may send an unreadable part again as a full snapshot. */
    Followed again() {
        return new Followed(follow, snapshot, loaded, hash, complete(), null, false);
    }
}
