package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.SealedEntry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a followed stream. Immutable.
 *
 * @param follow another number each time that it is begun with anew
 * @param loaded whether the snapshot is more than a beginning
 * @param hash of the last entry applied
 * @param complete when it was last known to be complete; null if it never was
 * @param confirmed what the last heartbeat with a mark said
 * @param stopped whether something came that this release cannot read: it stays as it is and grows old
 */
record Followed(
        long follow,
        Snapshot snapshot,
        boolean loaded,
        Digest hash,
        @Nullable Moment complete,
        Optional<Confirmed> confirmed,
        boolean stopped) {
    private static final AtomicLong NUMBER = new AtomicLong();

    /** A head, read from the primary after this mark was made. */
    record Confirmed(long mark, long head) {}

    static Followed unknown(TenantId stream) {
        return new Followed(
                NUMBER.incrementAndGet(),
                Snapshot.empty(stream),
                false,
                Chain.genesis(stream),
                null,
                Optional.empty(),
                false);
    }

    static Followed restored(Snapshot snapshot, Digest hash, @Nullable Moment complete) {
        return new Followed(NUMBER.incrementAndGet(), snapshot, true, hash, complete, Optional.empty(), false);
    }

    long revision() {
        return snapshot.revision();
    }

    /** Decisions would take one that was never known to be complete for stale. */
    boolean usable() {
        return loaded && complete != null;
    }

    Positions.At at() {
        return new Positions.At(follow, revision(), hash);
    }

    Followed next(SealedEntry entry) {
        return new Followed(follow, snapshot.apply(entry.open()), true, entry.hash(), complete, confirmed, false);
    }

    Followed replaced(Snapshot whole, Digest at) {
        return new Followed(follow, whole, true, at, complete, Optional.empty(), false);
    }

    Followed stop() {
        return new Followed(follow, snapshot, loaded, hash, complete, confirmed, true);
    }

    /** On a new connection what could not be read may come again, as a whole. */
    Followed again() {
        return new Followed(follow, snapshot, loaded, hash, complete, confirmed, false);
    }

    /** A heartbeat named the head: it is loaded even if there is no entry yet. */
    Followed vouched(Moment moment, long head, Optional<Long> mark) {
        if (stopped || revision() < head) {
            return this;
        }
        Optional<Confirmed> newer = mark.map(m -> new Confirmed(m, head)).or(() -> confirmed);
        return new Followed(follow, snapshot, true, hash, moment, newer, false);
    }

    OptionalLong confirmedAfter(long nanos) {
        return confirmed.filter(c -> c.mark() - nanos >= 0).stream()
                .mapToLong(Confirmed::head)
                .findFirst();
    }
}
