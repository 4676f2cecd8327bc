package dev.mandate.control.log.follow;

import dev.mandate.protocol.chain.SealedEntry;

/**
 * The entries that the next load of a fold would have to replay. Safe to share between threads.
 *
 * <p>A fold is stored when the log since the stored one has more than half of its bytes. So all that is written of a fold
 * stays within a small multiple of its log, and a load replays about as much as it reads. A large entry counts for
 * several, since it may hold a thousand changes and takes as long as they would.
 */
final class ReplayCost {
    private static final long USUAL_BYTES = 1_024;

    private long entries;
    private long bytes;
    private long stored;

    /** Restarts at a fold that was stored in, or loaded from, that many bytes. */
    synchronized void reset(long size) {
        entries = 0;
        bytes = 0;
        stored = size;
    }

    void add(SealedEntry entry) {
        add(entry.changes().length());
    }

    synchronized void add(int length) {
        entries += 1 + length / USUAL_BYTES;
        bytes += length;
    }

    synchronized boolean justifiesStoring(int leastEntries) {
        return entries >= leastEntries && bytes * 2 >= stored;
    }
}
