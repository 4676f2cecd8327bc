package dev.mandate.samples.sales.operator;

import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.operator.OperatorAnswer;
import dev.mandate.samples.sales.asset.Assets;
import dev.mandate.samples.sales.asset.Range;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.sales.trader.Traders;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Issues and cancels certificates for the registry. */
@Component
final class Certificates {
    private static final long MOST = 1_000_000;

    private final Traders traders;
    private final Stock stock;
    private final Assets assets;
    private final TransactionTemplate transaction;

    Certificates(Traders traders, Stock stock, Assets assets, TransactionTemplate transaction) {
        this.traders = traders;
        this.stock = stock;
        this.assets = assets;
        this.transaction = transaction;
    }

    record Issued(UUID traderId, long start, long end) {}

    record Cancelled(UUID traderId, long cancelled) {}

    OperatorAnswer issue(JsonNode body) {
        RequestForm form = RequestForm.closed(body);
        UUID id = form.id("traderId");
        long amount = form.number("amount", MOST);
        form.check();
        return withTrader(id, trader -> {
            Range range = stock.issue(trader, amount);
            return new OperatorAnswer(201, new Issued(id, range.start(), range.end()));
        });
    }

    OperatorAnswer cancel(JsonNode body) {
        RequestForm form = RequestForm.closed(body);
        UUID id = form.id("traderId");
        long start = form.number("start", Range.LAST);
        long end = form.number("end", Range.LAST);
        if (end < start) {
            form.refuse("end", "must not be below start");
        }
        form.check();
        return withTrader(
                id, trader -> new OperatorAnswer(200, new Cancelled(id, assets.cancel(trader, new Range(start, end)))));
    }

    private OperatorAnswer withTrader(UUID id, Function<Trader, OperatorAnswer> work) {
        return Objects.requireNonNull(
                transaction.execute(status -> traders.hold(id).map(work).orElseGet(OperatorAnswer::notFound)));
    }
}
