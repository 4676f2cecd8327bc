package dev.mandate.samples.sales.transaction;

import dev.mandate.samples.page.Pages.Source;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and adds transactions in the database, at most one for a task. */
@Component
public final class Transactions {
    static final Source SOURCE = new Source(
            "id, sales_channel_id, kind, task_id, trader_id, buyer_id, assets, certificates, currency, total,"
                    + " created_at",
            "transaction",
            "created_at, id");

    private final JdbcClient database;

    Transactions(JdbcClient database) {
        this.database = database;
    }

    /** Adds the transaction of a task that took effect. */
    public void record(UUID task) {
        database.sql(
                        "insert into transaction (id, tenant, sales_channel_id, kind, task_id, trader_id, buyer_id, assets,"
                                + " certificates, currency, total, created_at) select gen_random_uuid(), tenant,"
                                + " sales_channel_id, kind, id, trader_id, buyer_id, assets, certificates, currency, total,"
                                + " now() from task where id = :task")
                .param("task", task)
                .update();
    }
}
