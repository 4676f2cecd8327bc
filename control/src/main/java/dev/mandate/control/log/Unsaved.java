package dev.mandate.control.log;

import dev.mandate.protocol.form.SealedEntry;

/**
 * What of a fold would have to be replayed at the next load. Safe to share between threads.
 *
 * <p>A fold is stored by cost: when the log since outweighs half of what is stored already. So all that is ever written of
 * a fold stays within a small multiple of its log, however large it grows, and a load replays about as much as it reads.
 * A large entry counts for several, as it takes as long as they would: one may hold a thousand changes.
 */
final class Unsaved {
    private static final long USUAL_BYTES = 1_024;

    private long entries;
    private long bytes;
    private long stored;

    /** It was stored, in so many bytes, or loaded from them. */
    synchronized void stored(long size) {
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

    synchronized boolean outweighs(int leastEntries) {
        return entries >= leastEntries && bytes * 2 >= stored;
    }
}
