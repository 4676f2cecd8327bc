package dev.mandate.control.decision;

import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The decisions that enforcement points reported, kept for a while, so many of each app in an hour. */
@Component
public final class DecisionStore {
    /** Rows that one statement deletes: few enough that nobody waits for it. */
    private static final int AT_ONCE = 5_000;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Budget budget;
    private final DecisionSettings settings;
    private final LongAdder kept = new LongAdder();
    private final LongAdder exceeded = new LongAdder();

    DecisionStore(DataSource database, DecisionSettings settings) {
        this.template = new JdbcTemplate(database);
        this.jdbc = JdbcClient.create(template);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.budget = new Budget(jdbc, settings);
        this.settings = settings;
    }

    /**
     * Keeps the records that are within the budgets of their apps. One that is known already stays as it is and does not count, since a
     * report may be repeated.
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
                admitted.stream().map(DecisionStore::row).toList());
        exceeded.add(fresh.size() - admitted.size());
        return admitted.size();
    }

    private static @Nullable Object[] row(DecisionRecord kept) {
        // no sender's clock makes a row stay longer than it may, or is out of the range of the database's times
        Instant at = Instant.ofEpochMilli(Math.clamp(kept.at(), 0, System.currentTimeMillis()));
        return new @Nullable Object[] {
            kept.id(), kept.tenant(), OffsetDateTime.ofInstant(at, ZoneOffset.UTC), JsonBody.write(kept)
        };
    }

    /** A decision about one tenant's caller; for the platform, one about no tenant's as well. */
    public Optional<DecisionRecord> find(String id, TenantId tenant) {
        return jdbc.sql("select record from decision where id = :id and coalesce(tenant, 'platform') = :tenant")
                .param("id", id)
                .param("tenant", tenant.value())
                .query(byte[].class)
                .optional()
                .map(bytes -> JsonBody.read(bytes, DecisionRecord.class));
    }

    /** 404: there is no such decision of the tenant; says how many were not stored, if any were not. */
    public Refusal unknown(String id, TenantId tenant) {
        Refusal unknown = Refusals.unknown("decision", id);
        long lost = budget.exceeded(tenant);
        if (lost == 0) {
            return unknown;
        }
        Problem problem = unknown.problem();
        return new Refusal(Problem.of(
                problem.status(),
                problem.code(),
                problem.title(),
                problem.detail() + "; " + lost
                        + " denials of this tenant's apps were not stored, as an app has at most "
                        + settings.mostPerApp() + " in an hour"));
    }

    /** Forgets what is older; returns how many decisions. */
    int forget(Duration age) {
        double seconds = age.toSeconds();
        budget.forget(seconds);
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

    /** Decisions that this node stored. */
    long kept() {
        return kept.sum();
    }

    /** Decisions that this node only counted, as more than a budget came in the hour. */
    long exceeded() {
        return exceeded.sum();
    }
}
