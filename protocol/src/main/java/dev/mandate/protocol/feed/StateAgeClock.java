package dev.mandate.protocol.feed;

import dev.mandate.protocol.frame.Sequence;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures the state age of the streams that one connection vouches for, using only this receiver's own clock.
 *
 * <p>Each second, and whenever a caller waits, the receiver posts a numbered mark and stores the moment <i>before</i>
 * it did so. A heartbeat returns the newest mark that had arrived before the sender's last read of the primary began.
 * So these happened in this order: the stored moment P; the arrival of the mark; the start of the read; the end of
 * every stream as the read found it; the heartbeat. Once the receiver has everything up to that heartbeat, its state is
 * what the log held at some time after P. The state is complete as of P, and its age is the time since P on the clock
 * that gave P.
 *
 * <p>Nothing in between can make the age too small, because nothing in between contributes to it:
 *
 * <ul>
 *   <li>Delay. The mark may be late, the read may be late, the heartbeat may lie for an hour in a proxy's buffer or in the socket
 *       of a paused process: P does not change, and the time since P includes every delay in both directions.
 *   <li>A sender that reads nothing, because it is cut off from its database, is paused or its poll died, keeps returning the mark
 *       before its last good read. Receiving proves nothing; only a newer mark does.
 *   <li>The sender's clocks. The sender compares an arrival with the start of a read, both on its own monotonic clock, and sends no
 *       time. If that clock stops while the machine sleeps, neither moment passes the other.
 *   <li>Duplicates and replays. A mark returned twice gives the same P again; the moment only moves forward. A mark of another
 *       connection or of an earlier process is not stored here and is ignored. Marks begin at a random number, so that no two
 *       connections share one by chance.
 *   <li>Loss and reordering. "Everything was sent" implies "everything arrived" only if nothing was lost: lines are counted
 *       ({@link Sequence}), and a stream is vouched for only if its position is exactly the one that the heartbeat names
 *       ({@link Fold}).
 *   <li>Another node. Each connection has its own echo, so a node that lags is never credited with another node's reads.
 * </ul>
 *
 * <p>The cost: a healthy state looks up to a second, plus the time to the next read, older than it is. Before the first
 * mark returns, nothing is vouched for.
 *
 * <p>INVARIANT: P is taken before the mark can leave, and stored as a {@link Moment}, whose age is not understated
 * after the machine slept or its clock was set back. Safe to share between threads.
 */
final class StateAgeClock {
    /** Maximum number of stored marks: more than an hour of one a second. A mark that returns later is ignored. */
    private static final int MOST = 4_096;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, Moment> posted = new LinkedHashMap<>();
    private long last = RANDOM.nextLong() >>> 2;
    private volatile @Nullable Moment complete;

    /** Returns a new mark to post and stores the present moment for it. */
    synchronized long post() {
        last++;
        posted.put(last, Moment.now());
        if (posted.size() > MOST) {
            posted.remove(posted.keySet().iterator().next());
        }
        return last;
    }

    /** Receives a returned mark; unknown or older marks have no effect. */
    void heard(long mark) {
        Optional<Moment> then = posted(mark);
        Moment now = complete;
        if (then.isPresent() && (now == null || then.get().nanos() - now.nanos() > 0)) {
            complete = then.get();
        }
    }

    private synchronized Optional<Moment> posted(long mark) {
        return Optional.ofNullable(posted.get(mark));
    }

    /** Returns the moment as of which all vouched-for streams are complete; null until the first mark has returned. */
    @Nullable
    Moment complete() {
        return complete;
    }
}
