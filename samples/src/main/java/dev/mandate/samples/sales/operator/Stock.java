package dev.mandate.samples.sales.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.sales.asset.Assets;
import dev.mandate.samples.sales.asset.Range;
import dev.mandate.samples.sales.task.Currency;
import dev.mandate.samples.sales.task.Lot;
import dev.mandate.samples.sales.task.Order;
import dev.mandate.samples.sales.task.Orders;
import dev.mandate.samples.sales.task.Settlement;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.sales.trader.Traders;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives a demonstration's traders assets and settled orders. */
@Component
final class Stock {
    private static final long MANY = 10_000;
    private static final BigDecimal PRICE = new BigDecimal("120.00");

    private final Traders traders;
    private final Assets assets;
    private final Orders orders;
    private final Settlement settlement;

    Stock(Traders traders, Assets assets, Orders orders, Settlement settlement) {
        this.traders = traders;
        this.assets = assets;
        this.orders = orders;
        this.settlement = settlement;
    }

    /**
     * Adds a second trader directly, issues assets of a facility to each, and settles a trade, a retirement and an
     * offramp.
     */
    void fill(Place channel, UUID onboarded) {
        Trader seller = traders.hold(onboarded).orElseThrow();
        Trader buyer = traders.add(UUID.randomUUID(), channel, "Elm Brokers", null);
        Range first = assets.issue(seller, "Kiln Works", MANY);
        assets.issue(buyer, "Peat Moor", MANY);
        trade(seller, buyer, new Range(first.end() - 99, first.end()));
        settle(seller, new Order.Retire(Optional.of("Own emissions"), List.of(below(first, 100))));
        settle(seller, new Order.Offramp(List.of(below(first, 200))));
    }

    /** Issues new certificates to a trader. */
    Range issue(Trader trader, long amount) {
        return assets.issue(trader, "Kiln Works", amount);
    }

    private void trade(Trader seller, Trader buyer, Range range) {
        Order.Trade order = new Order.Trade(buyer.id(), Currency.EUR, List.of(new Lot(PRICE, range)));
        settlement.approve(orders.take(seller, order).taskId());
    }

    private void settle(Trader trader, Order order) {
        settlement.settle(orders.take(trader, order).taskId());
    }

    /** Returns one hundred certificates that end {@code distance} below the end of the range. */
    private static Range below(Range range, long distance) {
        return new Range(range.end() - distance - 99, range.end() - distance);
    }
}
