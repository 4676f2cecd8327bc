package dev.mandate.control.decision;

import dev.mandate.control.api.JsonBody;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decisions that enforcement points reported, kept for a while. */
@Component
public final class DecisionStore {
    /** Rows that one statement deletes: few enough that nobody waits for it. */
    private static final int AT_ONCE = 5_000;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    DecisionStore(DataSource database) {
        this.template = new JdbcTemplate(database);
        this.jdbc = JdbcClient.create(template);
    }

    /** Keeps the records; one that is known already stays as it is, since a report may be repeated. */
    void keep(List<DecisionRecord> records) {
        template.batchUpdate(
                "insert into decision (id, tenant, at, record) values (?, ?, ?, ?) on conflict do nothing",
                records.stream().map(DecisionStore::row).toList());
    }

    private static @Nullable Object[] row(DecisionRecord kept) {
        OffsetDateTime at = OffsetDateTime.ofInstant(Instant.ofEpochMilli(kept.at()), ZoneOffset.UTC);
        return new @Nullable Object[] {kept.id(), kept.tenant(), at, JsonBody.write(kept)};
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

    /** Forgets what is older; returns how many. */
    int forget(Duration age) {
        int all = 0;
        int gone = AT_ONCE;
        while (gone == AT_ONCE) {
            gone = jdbc.sql("""
                            delete from decision where id in (select id from decision
                            where at < now() - make_interval(secs => :seconds) limit :most)""")
                    .param("seconds", (double) age.toSeconds())
                    .param("most", AT_ONCE)
                    .update();
            all += gone;
        }
        return all;
    }
}
