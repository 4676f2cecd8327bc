package dev.mandate.samples.sales.task;

import dev.mandate.samples.service.ConflictException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles tasks, each once. State, assets and transaction change in one database transaction, which locks the task's
 * row.
 */
@Component
public final class Settlement {
    private final SalesTasks tasks;
    private final Effect effect;
    private final TransactionTemplate transaction;

    Settlement(SalesTasks tasks, Effect effect, TransactionTemplate transaction) {
        this.tasks = tasks;
        this.effect = effect;
        this.transaction = transaction;
    }

    /** Applies a pending task; does nothing if it is settled or another thread is settling it. */
    public void settle(UUID id) {
        transaction.executeWithoutResult(
                status -> tasks.takePending(id).ifPresent(task -> tasks.settle(task, effect.take(task))));
    }

    /**
     * Approves a trade, and returns it; the trade fails if the seller's assets no longer exist. Empty if there is no
     * such trade.
     *
     * @throws ConflictException if the trade is not pending
     */
    public Optional<SalesTask> approve(UUID id) {
        return decide(id, effect::take);
    }

    /** Refuses a trade and releases its assets; see {@link #approve}. */
    public Optional<SalesTask> refuse(UUID id) {
        return decide(id, effect::refuse);
    }

    private Optional<SalesTask> decide(UUID id, Function<SalesTask, SalesTaskState> decision) {
        return Objects.requireNonNull(transaction.execute(status -> tasks.hold(id)
                .filter(task -> task.kind() == TaskKind.TRADE)
                .flatMap(trade -> {
                    if (trade.state() != SalesTaskState.PENDING) {
                        throw new ConflictException("task_settled", "the trade was approved or refused before");
                    }
                    tasks.settle(trade, decision.apply(trade));
                    return tasks.find(id);
                })));
    }
}
