package dev.mandate.control.log;

import dev.mandate.control.log.Order.Turn;
import dev.mandate.engine.id.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The commands of this node wait by stream, first come first served, rather than race in the database. Whoever finds
 * nobody before it leads: it commits what waits, its own command among them, and then hands over to the first of those
 * that came meanwhile. So a stream's commands gather exactly as long as the one before them takes.
 */
final class Queues {
    private final Duration patience;
    private final int most;
    /** INVARIANT: a stream has a line exactly while somebody leads it, so idle streams cost nothing. */
    private final Map<TenantId, Deque<Order<?>>> lines = new ConcurrentHashMap<>();

    Queues(Duration patience, int most) {
        this.patience = patience;
        this.most = most;
    }

    /** Commits commands of one stream and settles each. */
    @FunctionalInterface
    interface Work {
        void commit(TenantId stream, List<Order<?>> orders);
    }

    /**
     * Returns when the order is settled.
     *
     * @throws Refusal 503 if its turn does not come in time
     */
    void pass(Order<?> order, Work work) {
        if (join(order) || await(order) == Turn.LEAD) {
            lead(order.stream(), work);
        }
    }

    /** Takes its place; true if nobody leads. */
    private boolean join(Order<?> order) {
        boolean[] first = {false};
        lines.compute(order.stream(), (stream, line) -> {
            first[0] = line == null;
            Deque<Order<?>> joined = line == null ? new ArrayDeque<>() : line;
            joined.add(order);
            return joined;
        });
        return first[0];
    }

    private Turn await(Order<?> order) {
        try {
            return order.turn().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unlessLeft(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unlessLeft(order);
        } catch (ExecutionException e) {
            throw new AssertionError("nobody fails a turn", e);
        }
    }

    /** INVARIANT: what is being committed is waited for, however long: it must not be refused and yet happen. */
    private Turn unlessLeft(Order<?> order) {
        boolean[] left = {false};
        lines.computeIfPresent(order.stream(), (stream, line) -> {
            left[0] = !order.turn().isDone() && line.remove(order);
            return line;
        });
        if (left[0]) {
            throw Refusals.queued(order.stream());
        }
        return order.turn().join();
    }

    private void lead(TenantId stream, Work work) {
        List<Order<?>> turn = take(stream);
        try {
            work.commit(stream, turn);
        } finally {
            turn.forEach(o -> o.failed(new IllegalStateException("this is a bug: a command was left unsettled")));
            handOver(stream);
        }
    }

    /** The first of the line. One whose idempotency key is among those before it waits for their answer. */
    private List<Order<?>> take(TenantId stream) {
        List<Order<?>> turn = new ArrayList<>();
        Set<Answers.Owner> keys = new HashSet<>();
        lines.computeIfPresent(stream, (s, line) -> {
            while (turn.size() < most
                    && !line.isEmpty()
                    && line.peek().owner().map(keys::add).orElse(true)) {
                turn.add(line.remove());
            }
            return line;
        });
        return turn;
    }

    private void handOver(TenantId stream) {
        lines.computeIfPresent(stream, (s, line) -> {
            if (line.isEmpty()) {
                return null;
            }
            line.element().turn().complete(Turn.LEAD);
            return line;
        });
    }

    /** How many commands wait for the one that is being committed. */
    int waiting(TenantId stream) {
        int[] waiting = {0};
        lines.computeIfPresent(stream, (s, line) -> {
            waiting[0] = line.size();
            return line;
        });
        return waiting[0];
    }
}
