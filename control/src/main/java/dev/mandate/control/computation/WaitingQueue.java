package dev.mandate.control.computation;

import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;

/**
 * The computations that wait for a thread. A tenant's further question in progress waits behind the first questions of all others, so
 * that a tenant that always asks the next takes turns with them. Otherwise the first to come is the first computed. Thread-safe.
 */
final class WaitingQueue extends PriorityBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    private static final Comparator<Running<?>> ORDER =
            Comparator.<Running<?>>comparingInt(Running::turn).thenComparingLong(Running::number);

    private final int most;

    /**
     * @param most computations that wait; calls at the same moment may exceed it by a few
     */
    WaitingQueue(int most) {
        super(most, (one, other) -> ORDER.compare((Running<?>) one, (Running<?>) other));
        this.most = most;
    }

    @Override
    public boolean offer(Runnable computation) {
        return size() < most && super.offer(computation);
    }
}
