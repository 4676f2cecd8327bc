package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.entry.Ledger;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.form.MalformedForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies the entries of a stream's log to its fold. Used by one thread at a time.
 *
 * <p>Stops before an entry that this release cannot apply or that does not follow the previous one, and tries again at most
 * once a second, since the log may be repaired.
 */
final class Replay {
    private static final int BATCH = 500;
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final System.Logger LOGGER = System.getLogger(Replay.class.getName());

    /** Access to the log and to the platform's stream. */
    interface Source {
        Ledger ledger();

        /** Returns both folds after the stream's next entry. */
        default FoldedState applied(FoldedState now, SealedEntry next) {
            return now.apply(next);
        }

        /** Moves the platform's stream to at least that revision if the log has it; returns its revision. */
        long platformAtLeast(long revision);
    }

    private final TenantId stream;
    private final Source source;
    private final ReplayCost cost;
    private volatile @Nullable StreamFailure failure;
    private volatile @Nullable StreamFailure held;
    private Moment tried = Moment.now();

    Replay(TenantId stream, Source source, ReplayCost cost) {
        this.stream = stream;
        this.source = source;
        this.cost = cost;
    }

    /** Returns why the fold cannot move: an entry that this release cannot apply, or a platform that is not there yet. */
    Optional<StreamFailure> failure() {
        return Optional.ofNullable(failure).or(() -> Optional.ofNullable(held));
    }

    void reset() {
        failure = null;
        held = null;
    }

    /** Returns the state after the last entry that can be applied; empty if the log has taken another course. */
    Optional<FoldedState> from(FoldedState start) {
        if (failure != null && tried.age().compareTo(AGAIN) < 0) {
            return Optional.of(start);
        }
        tried = Moment.now();
        FoldedState now = start;
        List<SealedEntry> batch;
        do {
            batch = source.ledger().from(stream, now.revision() + 1, BATCH);
            for (SealedEntry entry : batch) {
                if (entry.revision() != now.revision() + 1 || !entry.follows(now.hash())) {
                    return unlinked(now, entry);
                }
                if (!platformHasReached(entry)) {
                    return Optional.of(now);
                }
                try {
                    now = source.applied(now, entry);
                    cost.add(entry);
                } catch (RuntimeException | Error e) {
                    // of a later release, or a bug: this stream stops, the others go on
                    LOGGER.log(System.Logger.Level.DEBUG, "stream `" + stream + "` cannot be moved", e);
                    return failed(now, MalformedForm.reason(e));
                }
            }
        } while (batch.size() == BATCH);
        reset();
        return Optional.of(now);
    }

    /** INVARIANT: an entry is applied only where the platform is at least as far as its rules knew it. */
    private boolean platformHasReached(SealedEntry entry) {
        long needed = entry.heading().platformRevision();
        boolean there = source.platformAtLeast(needed) >= needed;
        if (!there && held == null) {
            String reason = "the platform's stream is not yet at revision `" + needed + "`";
            held = new StreamFailure(entry.revision(), reason, Moment.now());
        }
        return there;
    }

    private Optional<FoldedState> unlinked(FoldedState now, SealedEntry entry) {
        return forked(now)
                ? Optional.empty()
                : failed(now, "entry `" + entry.revision() + "` does not stand upon the one before it");
    }

    /** Returns whether the log has another entry, or none, at the revision of the fold. */
    boolean forked(FoldedState now) {
        return now.revision() > 0
                && source.ledger()
                        .at(stream, now.revision())
                        .filter(e -> e.hash().equals(now.hash()))
                        .isEmpty();
    }

    private Optional<FoldedState> failed(FoldedState now, String reason) {
        StreamFailure before = failure;
        if (before == null || before.revision() != now.revision() + 1) {
            failure = new StreamFailure(now.revision() + 1, reason, Moment.now());
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "stream `" + stream + "` stops before revision `" + (now.revision() + 1) + "`: " + reason);
        }
        return Optional.of(now);
    }
}
