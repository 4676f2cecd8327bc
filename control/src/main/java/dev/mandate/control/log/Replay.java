package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a fold moves on along the log, and why it does not. Moved by one thread at a time.
 *
 * <p>What it cannot read or what does not stand upon the entry before it is never guessed at: the fold stays at the
 * revision before, and it is looked again every second, as the log may be mended.
 */
final class Replay {
    private static final int BATCH = 500;
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final System.Logger LOGGER = System.getLogger(Replay.class.getName());

    /** Where it reads. */
    interface Source {
        Ledger ledger();

        /** Returns both folds after the stream's next entry. */
        default Folded applied(Folded now, SealedEntry next) {
            return now.apply(next);
        }

        /** Brings the platform's stream at least there if the log has it; returns where it is. */
        long platformAtLeast(long revision);
    }

    private final TenantId stream;
    private final Source source;
    private final Unsaved unsaved;
    private volatile @Nullable Stop stop;
    private volatile @Nullable Stop held;
    private Moment tried = Moment.now();

    Replay(TenantId stream, Source source, Unsaved unsaved) {
        this.stream = stream;
        this.source = source;
        this.unsaved = unsaved;
    }

    /** Why it goes no further: until the log is mended or this release replaced, or until the platform is there. */
    Optional<Stop> stop() {
        return Optional.ofNullable(stop).or(() -> Optional.ofNullable(held));
    }

    void reset() {
        stop = null;
        held = null;
    }

    /** As far as the log goes from there, or as it can be followed; empty if the log took another course. */
    Optional<Folded> from(Folded start) {
        if (stop != null && tried.age().compareTo(AGAIN) < 0) {
            return Optional.of(start);
        }
        tried = Moment.now();
        Folded now = start;
        List<SealedEntry> batch;
        do {
            batch = source.ledger().from(stream, now.revision() + 1, BATCH);
            for (SealedEntry entry : batch) {
                if (entry.revision() != now.revision() + 1 || !entry.follows(now.hash())) {
                    return broken(now, entry);
                }
                if (!platformIsThere(entry)) {
                    return Optional.of(now);
                }
                try {
                    now = source.applied(now, entry);
                    unsaved.add(entry);
                } catch (RuntimeException | Error e) {
                    // of a later release, or a bug: this stream stops, the others go on
                    LOGGER.log(System.Logger.Level.DEBUG, "stream `" + stream + "` cannot be moved", e);
                    return stopped(now, MalformedForm.reason(e));
                }
            }
        } while (batch.size() == BATCH);
        reset();
        return Optional.of(now);
    }

    /** INVARIANT: an entry is applied only where the platform is at least as far as its rules knew it. */
    private boolean platformIsThere(SealedEntry entry) {
        long needed = entry.heading().platformRevision();
        boolean there = source.platformAtLeast(needed) >= needed;
        if (!there && held == null) {
            String reason = "the platform's stream is not yet at revision `" + needed + "`";
            held = new Stop(entry.revision(), reason, Moment.now());
        }
        return there;
    }

    private Optional<Folded> broken(Folded now, SealedEntry entry) {
        return forked(now)
                ? Optional.empty()
                : stopped(now, "entry `" + entry.revision() + "` does not stand upon the one before it");
    }

    /** Whether the log has another entry, or none, where this fold is. */
    boolean forked(Folded now) {
        return now.revision() > 0
                && source.ledger()
                        .at(stream, now.revision())
                        .filter(e -> e.hash().equals(now.hash()))
                        .isEmpty();
    }

    private Optional<Folded> stopped(Folded now, String reason) {
        Stop before = stop;
        if (before == null || before.revision() != now.revision() + 1) {
            stop = new Stop(now.revision() + 1, reason, Moment.now());
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "stream `" + stream + "` stops before revision `" + (now.revision() + 1) + "`: " + reason);
        }
        return Optional.of(now);
    }
}
