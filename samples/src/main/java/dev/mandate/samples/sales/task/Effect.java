package dev.mandate.samples.sales.task;

import dev.mandate.samples.sales.asset.Assets;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import dev.mandate.samples.sales.trader.Traders;
import dev.mandate.samples.sales.transaction.Transactions;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Applies the end of a task to the assets reserved for it, and stores transaction and event. */
@Component
final class Effect {
    private final Traders traders;
    private final Assets assets;
    private final Transactions transactions;
    private final Events events;

    Effect(Traders traders, Assets assets, Transactions transactions, Events events) {
        this.traders = traders;
        this.assets = assets;
        this.transactions = transactions;
        this.events = events;
    }

    /** Applies the order, or fails the task if some of the assets no longer exist; returns the task's new state. */
    SalesTaskState take(SalesTask task) {
        traders.hold(task.traderId());
        if (assets.reserved(task.taskId()) != task.certificates()) {
            assets.release(task.taskId());
            events.record(task.place(), EventKind.TASK_FAILED, task.taskId());
            return SalesTaskState.FAILED;
        }
        switch (task.kind()) {
            case TRADE -> assets.handOver(task.taskId(), Objects.requireNonNull(task.buyerId()));
            case RETIRE, OFFRAMP -> assets.remove(task.taskId());
        }
        transactions.record(task.taskId());
        events.record(task.place(), EventKind.TASK_DONE, task.taskId());
        return SalesTaskState.DONE;
    }

    /** Releases the assets. */
    SalesTaskState refuse(SalesTask task) {
        assets.release(task.taskId());
        events.record(task.place(), EventKind.TASK_REFUSED, task.taskId());
        return SalesTaskState.REFUSED;
    }
}
