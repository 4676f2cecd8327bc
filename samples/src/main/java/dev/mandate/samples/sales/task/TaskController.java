package dev.mandate.samples.sales.task;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.sales.trader.Traders;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns the outcome of orders. A task of another kind or trader is answered like one that does not exist. */
@RestController
@RequestMapping(TaskController.PATH)
final class TaskController {
    static final String PATH = "/saleschannel-services/v1/traders";

    private final Traders traders;
    private final SalesTasks tasks;

    TaskController(Traders traders, SalesTasks tasks) {
        this.traders = traders;
        this.tasks = tasks;
    }

    @GetMapping("/{traderId}/inventory/trade/{taskId}")
    SalesTask trade(Reach reach, @PathVariable String traderId, @PathVariable String taskId) {
        return task(reach, traderId, TaskKind.TRADE, taskId);
    }

    @GetMapping("/{traderId}/inventory/retire/{taskId}")
    SalesTask retire(Reach reach, @PathVariable String traderId, @PathVariable String taskId) {
        return task(reach, traderId, TaskKind.RETIRE, taskId);
    }

    @GetMapping("/{traderId}/inventory/offramp/{taskId}")
    SalesTask offramp(Reach reach, @PathVariable String traderId, @PathVariable String taskId) {
        return task(reach, traderId, TaskKind.OFFRAMP, taskId);
    }

    private SalesTask task(Reach reach, String traderId, TaskKind kind, String taskId) {
        Trader trader = traders.require(reach, traderId);
        Optional<SalesTask> found = IdParser.parse(taskId)
                .flatMap(tasks::find)
                .filter(task -> task.kind() == kind && task.traderId().equals(trader.id()));
        return reach.require(found, SalesTask::place);
    }
}
