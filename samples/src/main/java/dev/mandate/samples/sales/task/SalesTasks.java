package dev.mandate.samples.sales.task;

import dev.mandate.samples.sales.asset.Range;
import dev.mandate.samples.sales.trader.Trader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and updates tasks in the database. */
@Component
final class SalesTasks {
    private static final String NO_LONGER_OWNED = "assets_no_longer_owned";
    private static final int MOST_DUE = 1000;
    private static final String SELECT =
            "select id as task_id, tenant, sales_channel_id, trader_id, kind, state, assets, certificates, buyer_id,"
                    + " currency, total, beneficiary, reason, created_at, settled_at from task where id = :id";

    private final JdbcClient database;
    private final JsonMapper json;

    SalesTasks(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Optional<SalesTask> find(UUID id) {
        return select("", id);
    }

    /** Returns the task as {@link #find} does, and locks its row until the end of the transaction. */
    Optional<SalesTask> hold(UUID id) {
        return select(" for update", id);
    }

    /** Returns the task as {@link #hold} does; empty if it is settled, or if another transaction has locked it. */
    Optional<SalesTask> takePending(UUID id) {
        return select(" and state = 'PENDING' for update skip locked", id);
    }

    /** Returns the pending retirements and offramps of at least this age, oldest first; at most 1,000. */
    List<UUID> due(Duration age) {
        return List.copyOf(database.sql("select id from task where state = 'PENDING' and kind <> 'TRADE'"
                        + " and created_at <= now() - make_interval(secs => :seconds) order by created_at, id"
                        + " limit :most")
                .param("seconds", age.toMillis() / 1000.0)
                .param("most", MOST_DUE)
                .query(UUID.class)
                .list());
    }

    /** Adds a pending task for an order. */
    SalesTask add(UUID id, Trader trader, Order order) {
        Terms terms = terms(order);
        database.sql("insert into task (id, tenant, sales_channel_id, trader_id, kind, state, assets, certificates,"
                        + " buyer_id, currency, total, beneficiary, created_at) values (:id, :tenant, :channel, :trader,"
                        + " :kind, 'PENDING', :assets, :certificates, :buyer, :currency, :total, :beneficiary, now())")
                .param("id", id)
                .param("tenant", trader.tenant())
                .param("channel", trader.salesChannelId())
                .param("trader", trader.id())
                .param("kind", order.kind().name())
                .param("assets", json.writeValueAsString(terms.assets()))
                .param(
                        "certificates",
                        order.ranges().stream().mapToLong(Range::size).sum())
                .param("buyer", terms.buyer())
                .param("currency", terms.currency())
                .param("total", terms.total())
                .param("beneficiary", terms.beneficiary())
                .update();
        return find(id).orElseThrow();
    }

    /** Settles a task. The only reason for FAILED is that the assets no longer exist. */
    void settle(SalesTask task, SalesTaskState state) {
        database.sql("update task set state = :state, reason = :reason, settled_at = now() where id = :id")
                .param("state", state.name())
                .param("reason", state == SalesTaskState.FAILED ? NO_LONGER_OWNED : null)
                .param("id", task.taskId())
                .update();
    }

    /** The columns that differ between the kinds. */
    private record Terms(
            List<?> assets,
            @Nullable UUID buyer,
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable String beneficiary) {}

    private static Terms terms(Order order) {
        return switch (order) {
            case Order.Trade trade ->
                new Terms(trade.lots(), trade.buyerId(), trade.currency().name(), trade.total(), null);
            case Order.Retire retire ->
                new Terms(
                        retire.ranges(), null, null, null, retire.beneficiary().orElse(null));
            case Order.Offramp offramp -> new Terms(offramp.ranges(), null, null, null, null);
        };
    }

    private Optional<SalesTask> select(String rest, UUID id) {
        return database.sql(SELECT + rest)
                .param("id", id)
                .query(SalesTask.class)
                .optional();
    }
}
