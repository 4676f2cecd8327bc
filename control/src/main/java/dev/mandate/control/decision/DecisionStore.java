package dev.mandate.control.decision;

import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the decisions that enforcement points reported: for a time, and so many of each app in an hour. */
public final class DecisionStore {
    /** Rows that one statement deletes: few enough that no other statement waits long. */
    private static final int AT_ONCE = 5_000;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Budget budget;
    private final InstantSource clock;
    private final LongAdder kept = new LongAdder();
    private final LongAdder exceeded = new LongAdder();

    DecisionStore(DataSource database, DecisionSettings settings, InstantSource clock) {
        this.template = new JdbcTemplate(database);
        this.jdbc = JdbcClient.create(template);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.budget = new Budget(jdbc, settings, clock);
        this.clock = clock;
    }

    /**
     * Stores the records that are within the budgets of their apps. A record that is stored already stays as it is and does not count,
     * since a report may be repeated.
     */
    void keep(List<DecisionRecord> records) {
        int admitted = transaction.execute(status -> store(records));
        kept.add(admitted);
    }

    private int store(List<DecisionRecord> records) {
        Set<String> known = Set.copyOf(jdbc.sql("select id from decision where id = any(:ids)")
                .param("ids", records.stream().map(DecisionRecord::id).toArray(String[]::new))
                .query(String.class)
                .list());
        List<DecisionRecord> fresh =
                records.stream().filter(r -> !known.contains(r.id())).toList();
        List<DecisionRecord> admitted = budget.admit(fresh);
        template.batchUpdate(
                "insert into decision (id, tenant, at, record) values (?, ?, ?, ?) on conflict do nothing",
                admitted.stream().map(this::row).toList());
        exceeded.add(fresh.size() - admitted.size());
        return admitted.size();
    }

    private @Nullable Object[] row(DecisionRecord kept) {
        // no sender's clock makes a row stay longer than it may, or is out of the range of the database's times
        Instant at = Instant.ofEpochMilli(Math.clamp(kept.at(), 0, clock.millis()));
        return new @Nullable Object[] {
            kept.id(), kept.tenant(), OffsetDateTime.ofInstant(at, ZoneOffset.UTC), JsonBody.write(kept)
        };
    }

    /** Returns a decision about a caller of the tenant; for the platform, also one about a caller of no tenant. */
    public Optional<DecisionRecord> find(String id, TenantId tenant) {
        return jdbc.sql("select record from decision where id = :id and coalesce(tenant, 'platform') = :tenant")
                .param("id", id)
                .param("tenant", tenant.value())
                .query(byte[].class)
                .optional()
                .map(bytes -> JsonBody.read(bytes, DecisionRecord.class));
    }

    /** Returns a 404: the tenant has no such decision. The detail says how many were not stored, if any were not. */
    public Refusal unknown(String id, TenantId tenant) {
        String ofWhom = tenant.equals(TenantId.PLATFORM)
                ? " here; a tenant's decisions are explained to the tenant's own apps"
                : "";
        long lost = budget.exceeded(tenant);
        String unstored = lost == 0
                ? ""
                : "; " + lost
                        + " denials of this tenant's apps were not stored, as more came than the budget of an hour";
        return Refusal.of(
                ProblemCode.NOT_FOUND, Refusals.unknown("decision", id).getMessage() + ofWhom + unstored);
    }

    /** Deletes what is older; returns how many decisions. */
    int forget(Duration age) {
        double seconds = age.toSeconds();
        budget.forget(age);
        int all = 0;
        int gone = AT_ONCE;
        while (gone == AT_ONCE) {
            gone = jdbc.sql("""
                            delete from decision where id in (select id from decision
                            where at < now() - make_interval(secs => :seconds) limit :most for update skip locked)""")
                    .param("seconds", seconds)
                    .param("most", AT_ONCE)
                    .update();
            all += gone;
        }
        return all;
    }

    /** Returns how many decisions this node stored. */
    long kept() {
        return kept.sum();
    }

    /** Returns how many decisions this node only counted, as more came than the budget of the hour. */
    long exceeded() {
        return exceeded.sum();
    }
}
