package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One stream on this node: where it is, and how it moves on. Read without a lock, moved under its own; whoever holds a
 * tenant's lock may take the platform's, never the other way.
 */
final class StreamFold {
    private static final int BATCH = 500;
    private static final System.Logger LOGGER = System.getLogger(StreamFold.class.getName());

    /** What a stream needs of the others. */
    interface Surroundings {
        Ledger ledger();

        /** What is stored of the stream, or its beginning. */
        Folded start(TenantId stream);

        /** Brings the platform's stream at least there if the log has it; returns where it is. */
        long platformAtLeast(long revision);

        /** Tells of a move. */
        void moved(Folded folded);

        /** Tells that the log took another course. */
        void forked(TenantId stream);
    }

    private final TenantId stream;
    private final Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Folded folded;
    private volatile boolean loaded;
    private volatile @Nullable Stop stop;
    private volatile @Nullable Stop held;

    StreamFold(TenantId stream, Surroundings around) {
        this.stream = stream;
        this.around = around;
        this.folded = Folded.empty(stream);
    }

    Folded folded() {
        return folded;
    }

    boolean loaded() {
        return loaded;
    }

    /** Why it goes no further, until the log is mended or this release replaced. */
    Optional<Stop> stop() {
        return Optional.ofNullable(stop);
    }

    /** Why it goes no further for now: the platform's stream is not where an entry needs it. */
    Optional<Stop> held() {
        return Optional.ofNullable(held);
    }

    /** Applies all that the log has. */
    void catchUp() {
        lock.lock();
        try {
            if (stop == null) {
                publish(replay(loaded ? folded : around.start(stream)));
                loaded = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Compares with where the log ends: a failover or a restore may have taken a tail away. */
    void compare(Optional<Head> head) {
        lock.lock();
        try {
            long end = head.map(Head::revision).orElse(0L);
            boolean same = end == folded.revision()
                    ? head.map(h -> h.hash().equals(folded.hash())).orElse(true)
                    : end > folded.revision() && !forked(folded);
            if (!same) {
                publish(anew());
            }
        } finally {
            lock.unlock();
        }
    }

    private void publish(Folded now) {
        boolean moved = !now.hash().equals(folded.hash());
        folded = now;
        if (moved) {
            around.moved(now);
        }
    }

    /** As far as the log goes from there, or as it can be followed. */
    private Folded replay(Folded from) {
        Folded now = from;
        List<SealedEntry> batch;
        do {
            batch = around.ledger().from(stream, now.revision() + 1, BATCH);
            for (SealedEntry entry : batch) {
                if (entry.revision() != now.revision() + 1 || !entry.follows(now.hash())) {
                    return broken(now, entry);
                }
                if (!platformIsThere(entry)) {
                    return now;
                }
                try {
                    now = now.apply(entry);
                } catch (MalformedForm e) {
                    return stopped(now, String.valueOf(e.getMessage()));
                }
            }
        } while (batch.size() == BATCH);
        held = null;
        return now;
    }

    /** INVARIANT: an entry is applied only where the platform is at least as far as its rules knew it. */
    private boolean platformIsThere(SealedEntry entry) {
        long needed = entry.heading().platformRevision();
        boolean there = around.platformAtLeast(needed) >= needed;
        if (!there && held == null) {
            String reason = "the platform's stream is not yet at revision `" + needed + "`";
            held = new Stop(entry.revision(), reason, Moment.now());
        }
        return there;
    }

    private Folded broken(Folded now, SealedEntry entry) {
        return forked(now)
                ? anew()
                : stopped(now, "entry `" + entry.revision() + "` does not stand upon the one before it");
    }

    private boolean forked(Folded now) {
        return now.revision() > 0
                && around.ledger()
                        .at(stream, now.revision())
                        .filter(e -> e.hash().equals(now.hash()))
                        .isEmpty();
    }

    /** The log's word is the truth: whatever was folded of another course is forgotten. */
    private Folded anew() {
        LOGGER.log(System.Logger.Level.ERROR, "the log of `" + stream + "` took another course: folding it anew");
        stop = null;
        held = null;
        around.forked(stream);
        return replay(around.start(stream));
    }

    private Folded stopped(Folded now, String reason) {
        stop = new Stop(now.revision() + 1, reason, Moment.now());
        LOGGER.log(
                System.Logger.Level.ERROR,
                "stream `" + stream + "` stops before revision `" + (now.revision() + 1) + "`: " + reason);
        return now;
    }
}
