package dev.mandate.control.log.write;

import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.write.PendingCommand.Turn;
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
 * Queues of this node's commands, one for each stream, first come first served. A caller that finds the queue empty leads: it
 * commits all waiting commands with its own, and then hands over to the first of those that came meanwhile. So commands gather
 * exactly as long as the commit before them takes.
 */
final class CommandQueues {
    private final Duration patience;
    private final int most;
    /** INVARIANT: a stream has a queue exactly while a caller leads it, so idle streams cost nothing. */
    private final Map<TenantId, Deque<PendingCommand<?>>> queues = new ConcurrentHashMap<>();

    CommandQueues(Duration patience, int most) {
        this.patience = patience;
        this.most = most;
    }

    /** Commits commands of one stream and settles each. */
    @FunctionalInterface
    interface Work {
        void commit(TenantId stream, List<PendingCommand<?>> commands);
    }

    /**
     * Returns when the command is settled.
     *
     * @throws Refusal 503 if its turn does not come in time
     */
    void pass(PendingCommand<?> pending, Work work) {
        if (join(pending) || await(pending) == Turn.LEAD) {
            lead(pending.stream(), work);
        }
    }

    /** Joins the queue of the stream; returns true if nobody leads it. */
    private boolean join(PendingCommand<?> pending) {
        boolean[] first = {false};
        queues.compute(pending.stream(), (stream, queue) -> {
            first[0] = queue == null;
            Deque<PendingCommand<?>> joined = queue == null ? new ArrayDeque<>() : queue;
            joined.add(pending);
            return joined;
        });
        return first[0];
    }

    private Turn await(PendingCommand<?> pending) {
        try {
            return pending.turn().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return leaveUnlessTaken(pending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leaveUnlessTaken(pending);
        } catch (ExecutionException e) {
            throw new AssertionError("nobody fails a turn", e);
        }
    }

    /** INVARIANT: a command that is being committed is waited for, however long: it must not be refused and still be written. */
    private Turn leaveUnlessTaken(PendingCommand<?> pending) {
        boolean[] left = {false};
        queues.computeIfPresent(pending.stream(), (stream, queue) -> {
            left[0] = !pending.turn().isDone() && queue.remove(pending);
            return queue;
        });
        if (left[0]) {
            throw LogRefusals.queued(pending.stream());
        }
        return pending.turn().join();
    }

    private void lead(TenantId stream, Work work) {
        List<PendingCommand<?>> turn = take(stream);
        try {
            work.commit(stream, turn);
        } finally {
            turn.forEach(o -> o.failed(new IllegalStateException("this is a bug: a command was left unsettled")));
            handOver(stream);
        }
    }

    /** Takes the first commands of the queue. A command waits if an earlier one of the batch has its idempotency key. */
    private List<PendingCommand<?>> take(TenantId stream) {
        List<PendingCommand<?>> turn = new ArrayList<>();
        Set<KeptAnswers.Owner> keys = new HashSet<>();
        queues.computeIfPresent(stream, (s, queue) -> {
            while (turn.size() < most
                    && !queue.isEmpty()
                    && queue.peek().owner().map(keys::add).orElse(true)) {
                turn.add(queue.remove());
            }
            return queue;
        });
        return turn;
    }

    private void handOver(TenantId stream) {
        queues.computeIfPresent(stream, (s, queue) -> {
            if (queue.isEmpty()) {
                return null;
            }
            queue.element().turn().complete(Turn.LEAD);
            return queue;
        });
    }

    /** Returns the number of commands that wait for the running commit. */
    int waiting(TenantId stream) {
        int[] waiting = {0};
        queues.computeIfPresent(stream, (s, queue) -> {
            waiting[0] = queue.size();
            return queue;
        });
        return waiting[0];
    }
}
