package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream on this node: where it is, and how it moves on. Read without a lock, moved under its own; whoever holds a
 * tenant's lock may take the platform's, never the other way.
 */
final class StreamFold {
    /** What a stream needs of the others. */
    interface Surroundings extends Replay.Source {
        /** What is stored of the stream, if anything is. */
        Optional<StoredFolds.Stored> stored(TenantId stream);

        /** Tells of a move. */
        void moved(StreamFold fold);

        /** Tells that the log took another course. */
        void forked(TenantId stream);
    }

    private final TenantId stream;
    private final Surroundings around;
    private final Unsaved unsaved = new Unsaved();
    private final Replay replay;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Folded folded;
    private volatile boolean loaded;
    private boolean missed;
    private int holders;
    private volatile long used = System.nanoTime();

    StreamFold(TenantId stream, Surroundings around) {
        this.stream = stream;
        this.around = around;
        this.replay = new Replay(stream, around, unsaved);
        this.folded = Folded.empty(stream);
    }

    TenantId stream() {
        return stream;
    }

    Folded folded() {
        return folded;
    }

    Unsaved unsaved() {
        return unsaved;
    }

    boolean loaded() {
        return loaded;
    }

    /** Why it goes no further, or not for now. */
    Optional<Stop> stop() {
        return replay.stop();
    }

    /** Applies all that the log has; loads it first if need be. */
    void catchUp() {
        lock.lock();
        try {
            Folded before = loaded ? folded : start();
            Folded now = before;
            do {
                now = followed(now);
            } while (!taken(before, now));
        } finally {
            lock.unlock();
        }
    }

    /** Applies a batch that this node wrote: takes over its fold if nothing came between, else reads the log. */
    @SuppressWarnings("ReferenceEquality") // the very fold that the batch was checked against
    void wrote(Batch batch) {
        lock.lock();
        try {
            Folded before = folded;
            if (loaded && before == batch.basis().own()) {
                batch.entries().forEach(noted -> unsaved.add(noted.entry()));
                taken(before, batch.after().own());
                return;
            }
        } finally {
            lock.unlock();
        }
        catchUp();
    }

    /** Takes in that there is something new; whoever is loading it does so with that, so that nobody waits for them. */
    void news() {
        synchronized (this) {
            if (!loaded) {
                missed = true;
                return;
            }
        }
        catchUp();
    }

    /**
     * Looks whether the log still has what was folded, and folds it anew if not.
     *
     * @return whether the log took another course
     */
    boolean compare() {
        lock.lock();
        try {
            boolean forked = loaded && replay.forked(folded);
            if (forked) {
                taken(folded, anew());
            }
            return forked;
        } finally {
            lock.unlock();
        }
    }

    private Folded start() {
        Optional<StoredFolds.Stored> stored = around.stored(stream);
        unsaved.stored(stored.map(StoredFolds.Stored::size).orElse(0L));
        return stored.map(StoredFolds.Stored::folded).orElseGet(() -> Folded.empty(stream));
    }

    private Folded followed(Folded from) {
        return replay.from(from).orElseGet(this::anew);
    }

    /** The log's word is the truth: whatever was folded of another course is forgotten. */
    private Folded anew() {
        around.forked(stream);
        replay.reset();
        Folded start = start();
        return replay.from(start).orElse(start);
    }

    /** INVARIANT: what came while it was loaded is in it before anyone reads it as loaded; false if there was something. */
    private boolean taken(Folded before, Folded now) {
        synchronized (this) {
            if (missed) {
                missed = false;
                return false;
            }
            folded = now;
            loaded = true;
        }
        if (!now.hash().equals(before.hash())) {
            around.moved(this);
        }
        return true;
    }

    void use() {
        used = System.nanoTime();
    }

    boolean usedBefore(StreamFold other) {
        return used - other.used < 0;
    }

    // holders are counted by Folds alone, inside its map's own lock for the stream

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
