package dev.mandate.samples.sales.task;

import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.InvalidFormException;
import dev.mandate.samples.sales.asset.Assets;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.sales.trader.Traders;
import dev.mandate.samples.service.ConflictException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Accepts orders: reserves the assets and creates the task. Call it in a transaction that has locked the trader's row.
 */
@Component
public final class Orders {
    private final SalesTasks tasks;
    private final Traders traders;
    private final Assets assets;
    private final Events events;

    Orders(SalesTasks tasks, Traders traders, Assets assets, Events events) {
        this.tasks = tasks;
        this.traders = traders;
        this.assets = assets;
        this.events = events;
    }

    /**
     * Accepts a partner's order.
     *
     * @throws NotFoundException if the caller does not reach the buyer
     */
    SalesTask take(Reach reach, Trader trader, Order order) {
        switch (order) {
            case Order.Trade trade -> requireBuyer(reach, trader.place(), trade.buyerId());
            case Order.Retire retire -> {}
            case Order.Offramp offramp -> {}
        }
        return take(trader, order);
    }

    /** Accepts an order of the registry itself. */
    public SalesTask take(Trader trader, Order order) {
        switch (order) {
            case Order.Trade trade -> requireOther(trader, trade.buyerId());
            case Order.Retire retire -> {}
            case Order.Offramp offramp -> requireOnboarded(trader);
        }
        UUID id = UUID.randomUUID();
        SalesTask task = tasks.add(id, trader, order);
        assets.reserve(trader, order.ranges(), id);
        events.record(trader.place(), EventKind.TASK_CREATED, id);
        return task;
    }

    private void requireBuyer(Reach reach, Place place, UUID buyer) {
        Trader found = reach.require(traders.find(buyer), Trader::place);
        if (!found.place().equals(place)) {
            throw new InvalidFormException("buyerId", "must be a trader of the same sales channel");
        }
    }

    private static void requireOther(Trader trader, UUID buyer) {
        if (trader.id().equals(buyer)) {
            throw new InvalidFormException("buyerId", "must be another trader");
        }
    }

    private static void requireOnboarded(Trader trader) {
        if (trader.proposalId() == null) {
            throw new ConflictException(
                    "trader_without_proposal", "only traders from an accepted proposal can offramp assets");
        }
    }
}
