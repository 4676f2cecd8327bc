package dev.mandate.protocol.feed;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As of when the streams that one connection vouches for are complete, told by this receiver's own clock alone.
 *
 * <p>Each second, and whenever somebody waits, the receiver posts a number and remembers under it the moment <i>before</i>
 * it did. A heartbeat names the newest number that had arrived before the sender's last read of the primary began. So
 * there were, in this order: the remembered moment P; the number's arrival; the beginning of the read; the end of every
 * stream as the read found it; the heartbeat. What the receiver has when it has all up to that heartbeat is therefore what
 * the log had at some time after P, and it says: complete as of P. Its age is the time since P, by the one clock that P
 * was taken from.
 *
 * <p>Nothing on the way can make that too young, as nothing on the way takes part in it:
 * <ul>
 *   <li>Delay. A number may be late, the read may be late, the heartbeat may lie for an hour in a proxy's buffer or in the
 *       socket of a process that was paused: P stays what it was, and the time since P counts all of it, both ways.
 *   <li>A sender that reads nothing (cut off from its database, paused, its poll dead) goes on naming the number before
 *       its last good read. Receiving is no evidence; only a newer number is.
 *   <li>The sender's clocks. It compares an arrival with a beginning, both of its own monotonic clock, and sends no time. A
 *       clock that stands still while the machine sleeps makes neither of them pass the other.
 *   <li>Duplicates and replays. A number named again brings its old P again, which is never newer than what is known: the
 *       moment only moves forward. A number of another connection, or of a process before this one, is not remembered
 *       here, and a number that is not remembered says nothing. Numbers begin anywhere, so that none is met by chance.
 *   <li>Loss and reordering. That all was sent means nothing unless all arrived: lines are counted ({@link Sequence}), and a
 *       stream is vouched for only if its position is the very one that the heartbeat names ({@link Fold}).
 *   <li>Another node. Each connection has its own echo, so what a node that lags behind vouches for is never dated by
 *       what another had read.
 * </ul>
 * The price is that state in health looks up to a second and the time to the next read older than it is. Before the first
 * number comes back nothing is vouched for at all, whatever else was sent.
 *
 * <p>INVARIANT: P is taken before the number can leave, and remembered as a {@link Moment}, which a sleeping machine or a
 * clock that was set back makes no younger either. Safe to share between threads.
 */
final class Echo {
    /** More than an hour of one a second; an echo that is later than that says nothing. */
    private static final int MOST = 4_096;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, Moment> posted = new LinkedHashMap<>();
    private long last = RANDOM.nextLong() >>> 2;
    private volatile @Nullable Moment complete;

    /** A number to post; from now on the present moment stands for it. */
    synchronized long post() {
        last++;
        posted.put(last, Moment.now());
        if (posted.size() > MOST) {
            posted.remove(posted.keySet().iterator().next());
        }
        return last;
    }

    /** The number came back. */
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

    /** As of when all that is vouched for is complete; null before the first number came back. */
    @Nullable
    Moment complete() {
        return complete;
    }
}
