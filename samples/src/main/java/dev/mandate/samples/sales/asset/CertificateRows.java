package dev.mandate.samples.sales.asset;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.sales.trader.Trader;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads and splits rows of certificates in the database. */
@Component
final class CertificateRows {
    private final JdbcClient database;

    CertificateRows(JdbcClient database) {
        this.database = database;
    }

    /** Returns the trader's rows that overlap the range, by number. */
    List<Holding> of(Trader trader, Range range) {
        return List.copyOf(ranged(
                        "select id, first, last, task_id from asset where trader_id = :trader and first <= :end"
                                + " and last >= :start order by first",
                        range)
                .param("trader", trader.id())
                .query(Holding.class)
                .list());
    }

    /** Moves the certificates outside the range to separate rows; the row keeps those inside. */
    void cut(Holding holding, Range range) {
        if (holding.last() > range.end()) {
            copy(holding, range.end() + 1, holding.last());
        }
        // the row is updated before its left part is inserted, because no two rows may begin with the same certificate
        database.sql("update asset set first = :first, last = :last where id = :id")
                .param("first", Math.max(holding.first(), range.start()))
                .param("last", Math.min(holding.last(), range.end()))
                .param("id", holding.id())
                .update();
        if (holding.first() < range.start()) {
            copy(holding, holding.first(), range.start() - 1);
        }
    }

    void reserve(Holding holding, UUID task) {
        database.sql("update asset set task_id = :task where id = :id")
                .param("task", task)
                .param("id", holding.id())
                .update();
    }

    void remove(Holding holding) {
        database.sql("delete from asset where id = :id")
                .param("id", holding.id())
                .update();
    }

    /** Returns numbers that no certificate of the channel ever had. */
    Range number(Place place, long amount) {
        long next = in(
                        place,
                        "insert into numbering (tenant, sales_channel_id, next) values (:tenant, :channel, 1 + :amount)"
                                + " on conflict (tenant, sales_channel_id) do update set next = numbering.next + :amount"
                                + " returning next")
                .param("amount", amount)
                .query(Long.class)
                .single();
        return new Range(next - amount, next - 1);
    }

    void add(Trader trader, UUID facility, Range range) {
        ranged(
                        "insert into asset (tenant, sales_channel_id, trader_id, production_facility_id, first, last)"
                                + " select tenant, sales_channel_id, id, :facility, :start, :end from trader"
                                + " where id = :trader",
                        range)
                .param("trader", trader.id())
                .param("facility", facility)
                .update();
    }

    private void copy(Holding holding, long first, long last) {
        ranged(
                        "insert into asset (tenant, sales_channel_id, trader_id, production_facility_id, first, last,"
                                + " task_id) select tenant, sales_channel_id, trader_id, production_facility_id, :start,"
                                + " :end, task_id from asset where id = :id",
                        new Range(first, last))
                .param("id", holding.id())
                .update();
    }

    private StatementSpec ranged(String sql, Range range) {
        return database.sql(sql).param("start", range.start()).param("end", range.end());
    }

    private StatementSpec in(Place place, String sql) {
        return database.sql(sql).param("tenant", place.tenant()).param("channel", place.space());
    }
}
