package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.SealedEntry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a followed stream. Immutable, but for the echo.
 *
 * @param follow another number each time that it is begun with anew
 * @param loaded whether the snapshot is more than a beginning
 * @param hash of the last entry applied
 * @param settled when it was last known to be complete, but for what the echo says; null if it never was
 * @param echo of the connection that vouches for it; null if none does
 * @param stopped whether something came that cannot be taken: it stays as it is and grows old
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
     * INVARIANT: the router is derived before anyone sees the snapshot, on the thread that folds. A gateway asks for it on its
     * event loop, where deriving it of 10,000 actions would hold up every call.
     */
    Followed {
        snapshot.catalogue().derive();
    }

    static Followed unknown(TenantId stream) {
        return new Followed(
                NUMBER.incrementAndGet(), Snapshot.empty(stream), false, Chain.genesis(stream), null, null, false);
    }

    static Followed restored(Snapshot snapshot, Digest hash, @Nullable Moment complete) {
        return new Followed(NUMBER.incrementAndGet(), snapshot, true, hash, complete, null, false);
    }

    long revision() {
        return snapshot.revision();
    }

    /** As of when it is complete; null if that was never known. */
    @Nullable
    Moment complete() {
        Moment echoed = echo == null ? null : echo.complete();
        return echoed == null ? settled : echoed;
    }

    /** Decisions would take one that was never known to be complete for stale. */
    boolean usable() {
        return loaded && complete() != null;
    }

    Positions.At at() {
        return new Positions.At(follow, revision(), hash);
    }

    Followed next(SealedEntry entry) {
        return new Followed(follow, snapshot.apply(entry.open()), true, entry.hash(), settled, echo, false);
    }

    /**
     * INVARIANT: what was known to be complete stays so only where the same course goes on; of another course, or an
     * earlier revision, nothing is known until it is vouched for.
     */
    Followed replaced(Snapshot whole, Digest at, boolean fork) {
        Moment kept = !fork && whole.revision() >= revision() ? complete() : null;
        return new Followed(follow, whole, true, at, kept, null, false);
    }

    Followed vouchedBy(Echo connection) {
        return new Followed(follow, snapshot, true, hash, settled, connection, false);
    }

    /** Nobody vouches for it from now on. */
    Followed alone() {
        return new Followed(follow, snapshot, loaded, hash, complete(), null, stopped);
    }

    /** As of that moment, whatever comes back later; of none if by now nothing is known. */
    Followed frozen(@Nullable Moment then) {
        return new Followed(follow, snapshot, loaded, hash, complete() == null ? null : then, null, stopped);
    }

    Followed stop() {
        return new Followed(follow, snapshot, loaded, hash, complete(), null, true);
    }

    /** On a new connection what could not be read may come again, as a whole. */
    Followed again() {
        return new Followed(follow, snapshot, loaded, hash, complete(), null, false);
    }
}
