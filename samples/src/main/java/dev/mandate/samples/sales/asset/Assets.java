package dev.mandate.samples.sales.asset;

import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import dev.mandate.samples.sales.supply.Supplies;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.service.ConflictException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Assigns certificates to traders. Operations that take certificates from a trader need a transaction that has locked
 * the trader's row, so that no certificate is promised twice.
 */
@Component
public final class Assets {
    private final CertificateRows holdings;
    private final Supplies supplies;
    private final Events events;
    private final JdbcClient database;

    Assets(CertificateRows holdings, Supplies supplies, Events events, JdbcClient database) {
        this.holdings = holdings;
        this.supplies = supplies;
        this.events = events;
        this.database = database;
    }

    /** Issues new certificates of a facility of the trader's channel to the trader. */
    public Range issue(Trader trader, String facility, long amount) {
        Range range = holdings.number(trader.place(), amount);
        holdings.add(trader, supplies.facility(trader.place(), facility), range);
        events.record(trader.place(), EventKind.ASSETS_ISSUED, trader.id());
        return range;
    }

    /**
     * Reserves the trader's certificates for a task.
     *
     * @throws ConflictException naming the first range that the trader does not fully own, or that is partly reserved
     */
    public void reserve(Trader trader, List<Range> ranges, UUID task) {
        for (Range range : ranges) {
            List<Holding> touched = holdings.of(trader, range);
            requireWhole(range, touched);
            requireFree(range, touched);
            for (Holding holding : touched) {
                holdings.cut(holding, range);
                holdings.reserve(holding, task);
            }
        }
    }

    /** Returns how many certificates reserved for a task still exist. */
    public long reserved(UUID task) {
        return database.sql("select coalesce(sum(last - first + 1), 0)::bigint from asset where task_id = :task")
                .param("task", task)
                .query(Long.class)
                .single();
    }

    /** Releases the certificates reserved for a task to their trader. */
    public void release(UUID task) {
        update("update asset set task_id = null where task_id = :task", task);
    }

    /** Transfers the certificates reserved for a task to the buyer. */
    public void handOver(UUID task, UUID buyer) {
        database.sql("update asset set task_id = null, trader_id = :buyer where task_id = :task")
                .param("buyer", buyer)
                .param("task", task)
                .update();
    }

    /** Deletes the certificates reserved for a task. */
    public void remove(UUID task) {
        update("delete from asset where task_id = :task", task);
    }

    /** Cancels certificates of the trader, even reserved ones, and returns their number. */
    public long cancel(Trader trader, Range range) {
        long cancelled = 0;
        for (Holding holding : holdings.of(trader, range)) {
            holdings.cut(holding, range);
            cancelled += Math.min(holding.last(), range.end()) - Math.max(holding.first(), range.start()) + 1;
            holdings.remove(holding);
        }
        events.record(trader.place(), EventKind.ASSETS_CANCELLED, trader.id());
        return cancelled;
    }

    private static void requireWhole(Range range, List<Holding> touched) {
        long next = range.start();
        for (Holding holding : touched) {
            if (holding.first() > next) {
                break;
            }
            next = holding.last() + 1;
        }
        if (next <= range.end()) {
            throw new ConflictException(
                    "assets_not_owned", "the trader does not own all certificates of `" + range.text() + "`");
        }
    }

    private static void requireFree(Range range, List<Holding> touched) {
        if (touched.stream().anyMatch(Holding::isReserved)) {
            throw new ConflictException(
                    "assets_reserved", "a pending task is about certificates of `" + range.text() + "`");
        }
    }

    private void update(String sql, UUID task) {
        database.sql(sql).param("task", task).update();
    }
}
