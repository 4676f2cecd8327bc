package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.entry.StoredFolds;
import dev.mandate.engine.id.TenantId;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folded state of one stream on this node. Reads take no lock; each stream moves under its own lock. A thread that holds a
 * tenant's lock may take the platform's, never the other way.
 */
final class StreamFold {
    /** What a stream needs of the node. */
    interface Environment extends Replay.Source {
        /** Returns the stored fold of the stream, if there is one. */
        Optional<StoredFolds.Stored> stored(TenantId stream);

        /** Called after the fold moved. */
        void moved(StreamFold fold);

        /** Called when the log has another course than the one that was folded. */
        void forked(TenantId stream);
    }

    private final TenantId stream;
    private final Environment environment;
    private final ReplayCost cost = new ReplayCost();
    private final Replay replay;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile FoldedState folded;
    private volatile boolean loaded;
    private boolean missed;
    private int holders;
    private volatile long used = System.nanoTime();

    StreamFold(TenantId stream, Environment environment) {
        this.stream = stream;
        this.environment = environment;
        this.replay = new Replay(stream, environment, cost);
        this.folded = FoldedState.empty(stream);
    }

    TenantId stream() {
        return stream;
    }

    FoldedState folded() {
        return folded;
    }

    ReplayCost cost() {
        return cost;
    }

    boolean loaded() {
        return loaded;
    }

    /** Returns why the stream cannot be followed further, for good or for now. */
    Optional<StreamFailure> failure() {
        return replay.failure();
    }

    /** Applies all entries of the log; loads the fold first if necessary. */
    void catchUp() {
        lock.lock();
        try {
            FoldedState before = loaded ? folded : start();
            FoldedState now = before;
            do {
                now = follow(now);
            } while (!publish(before, now));
        } finally {
            lock.unlock();
        }
    }

    /** Applies entries that this node appended: takes over their state if nothing came between, else reads the log. */
    @SuppressWarnings("ReferenceEquality") // the very state that the entries were checked against
    void appended(Appended appended) {
        lock.lock();
        try {
            FoldedState before = folded;
            if (loaded && before == appended.before()) {
                appended.entries().forEach(cost::add);
                publish(before, appended.after());
                return;
            }
        } finally {
            lock.unlock();
        }
        catchUp();
    }

    /** Applies new entries; while another thread loads the fold, leaves them to it, so that the caller does not wait. */
    void entriesArrived() {
        synchronized (this) {
            if (!loaded) {
                missed = true;
                return;
            }
        }
        catchUp();
    }

    /**
     * Checks whether the log still has the last folded entry, and folds the stream again if not.
     *
     * @return whether the log has taken another course
     */
    boolean compare() {
        lock.lock();
        try {
            boolean forked = loaded && replay.forked(folded);
            if (forked) {
                publish(folded, refold());
            }
            return forked;
        } finally {
            lock.unlock();
        }
    }

    private FoldedState start() {
        Optional<StoredFolds.Stored> stored = environment.stored(stream);
        cost.reset(stored.map(StoredFolds.Stored::size).orElse(0L));
        return stored.map(StoredFolds.Stored::folded).orElseGet(() -> FoldedState.empty(stream));
    }

    private FoldedState follow(FoldedState from) {
        return replay.from(from).orElseGet(this::refold);
    }

    /** Folds the stream again from the log, which has taken another course. */
    private FoldedState refold() {
        environment.forked(stream);
        replay.reset();
        FoldedState start = start();
        return replay.from(start).orElse(start);
    }

    /** INVARIANT: entries that arrive during a load are applied before the fold counts as loaded; returns false if some did. */
    private boolean publish(FoldedState before, FoldedState now) {
        synchronized (this) {
            if (missed) {
                missed = false;
                return false;
            }
            folded = now;
            loaded = true;
        }
        if (!now.hash().equals(before.hash())) {
            environment.moved(this);
        }
        return true;
    }

    void use() {
        used = System.nanoTime();
    }

    boolean usedBefore(StreamFold other) {
        return used - other.used < 0;
    }

    // holders are counted by FoldCache alone, inside its map's own lock for the stream

    void hold() {
        holders++;
    }

    void release() {
        holders--;
    }

    boolean held() {
        return holders > 0;
    }
}
