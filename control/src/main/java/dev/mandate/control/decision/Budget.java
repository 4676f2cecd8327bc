package dev.mandate.control.decision;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Limits how many decisions are stored in an hour: of each app, of each app's tokens that are not active, and of all callers without
 * a verified token together. The counts are in the database, so they hold for all nodes together and across restarts. An hour is that
 * of this node's clock.
 */
final class Budget {
    private static final String NO_APP = "";

    /** Follows the app's id where denials of its inactive tokens are counted; no app's id has it. */
    private static final String INACTIVE = "!inactive";

    /** The part of an app's budget that denials of its inactive tokens may have besides. */
    private static final int INACTIVE_PART = 10;

    /** The most rows that one sum reads: an app has a row for each hour in which its budget was exceeded. */
    private static final int MOST_SUMMED = 1_000;

    private final JdbcClient jdbc;
    private final DecisionSettings settings;
    private final InstantSource clock;

    Budget(JdbcClient jdbc, DecisionSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whose decisions are counted together; the app is empty for callers without one, and marked for its inactive tokens. */
    private record Owner(String tenant, String app) implements Comparable<Owner> {
        private static final Comparator<Owner> ORDER =
                Comparator.comparing(Owner::tenant).thenComparing(Owner::app);

        static Owner of(DecisionRecord decided) {
            return decided.tenant() == null
                    ? new Owner(TenantId.PLATFORM.value(), NO_APP)
                    : new Owner(decided.tenant(), app(decided));
        }

        private static String app(DecisionRecord decided) {
            String app = Objects.requireNonNullElse(decided.app(), NO_APP);
            return decided.ofInactiveBearer() ? app + INACTIVE : app;
        }

        @Override
        public int compareTo(Owner other) {
            return ORDER.compare(this, other);
        }
    }

    /** Counts the decisions, and returns those that are within their owners' budgets. Must be called in a transaction. */
    List<DecisionRecord> admit(List<DecisionRecord> decided) {
        OffsetDateTime hour = hour(clock.instant());
        List<DecisionRecord> admitted = new ArrayList<>();
        // sorted, so that two nodes lock the rows of the same owners in the same order
        SortedMap<Owner, List<DecisionRecord>> owned =
                decided.stream().collect(Collectors.groupingBy(Owner::of, TreeMap::new, Collectors.toList()));
        owned.forEach((owner, records) -> admitted.addAll(records.subList(0, admit(owner, hour, records.size()))));
        return admitted;
    }

    private static OffsetDateTime hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
    }

    /** Counts so many more of the owner; returns how many of them are within its budget. */
    private int admit(Owner owner, OffsetDateTime hour, int more) {
        long storedBefore = count(owner, hour, more) - more;
        int admitted = Math.clamp(most(owner) - storedBefore, 0, more);
        if (admitted < more) {
            drop(owner, hour, more - admitted);
        }
        return admitted;
    }

    private int most(Owner owner) {
        if (owner.app().endsWith(INACTIVE)) {
            return Math.ceilDiv(settings.mostPerApp(), INACTIVE_PART);
        }
        return owner.app().isEmpty() ? settings.mostWithoutApp() : settings.mostPerApp();
    }

    /** Counts so many more, and returns how many were stored of the hour, with those. Locks the owner's row. */
    private long count(Owner owner, OffsetDateTime hour, int more) {
        return jdbc.sql("""
                        insert into decision_budget as b (tenant, app, hour, reported)
                        values (:tenant, :app, :hour, :more)
                        on conflict (tenant, app, hour) do update set reported = b.reported + :more
                        returning reported - dropped""")
                .param("tenant", owner.tenant())
                .param("app", owner.app())
                .param("hour", hour)
                .param("more", more)
                .query(Long.class)
                .single();
    }

    private void drop(Owner owner, OffsetDateTime hour, int more) {
        jdbc.sql("""
                        update decision_budget set dropped = dropped + :more
                        where tenant = :tenant and app = :app and hour = :hour""")
                .param("tenant", owner.tenant())
                .param("app", owner.app())
                .param("hour", hour)
                .param("more", more)
                .update();
    }

    /** Returns how many decisions of the tenant's apps were not stored, in the newest 1,000 hours of apps that exceeded their budgets. */
    long exceeded(TenantId tenant) {
        return jdbc.sql("""
                        select coalesce(sum(dropped), 0) from (select dropped from decision_budget
                        where tenant = :tenant and dropped > 0 and app <> '' order by hour desc limit :most) newest""")
                .param("tenant", tenant.value())
                .param("most", MOST_SUMMED)
                .query(Long.class)
                .single();
    }

    /** Deletes the counts of hours that are older. */
    void forget(Duration age) {
        jdbc.sql("delete from decision_budget where hour < :oldest")
                .param("oldest", hour(clock.instant().minus(age)))
                .update();
    }
}
