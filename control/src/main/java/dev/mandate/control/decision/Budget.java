package dev.mandate.control.decision;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.record.DecisionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many decisions are stored in an hour: so many of each app, and so many of all callers without a verified token. The counts are
 * in the database, so they hold for all nodes together and across restarts.
 */
final class Budget {
    private static final String NO_APP = "";

    private final JdbcClient jdbc;
    private final DecisionSettings settings;

    Budget(JdbcClient jdbc, DecisionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Whose decisions are counted together; the app is empty for callers without one. */
    private record Owner(String tenant, String app) implements Comparable<Owner> {
        private static final Comparator<Owner> ORDER =
                Comparator.comparing(Owner::tenant).thenComparing(Owner::app);

        static Owner of(DecisionRecord decided) {
            return decided.tenant() == null
                    ? new Owner(TenantId.PLATFORM.value(), NO_APP)
                    : new Owner(decided.tenant(), Objects.requireNonNullElse(decided.app(), NO_APP));
        }

        @Override
        public int compareTo(Owner other) {
            return ORDER.compare(this, other);
        }
    }

    /** Counts the decisions, and returns those that are within their owners' budgets. Must be called in a transaction. */
    List<DecisionRecord> admit(List<DecisionRecord> decided) {
        List<DecisionRecord> admitted = new ArrayList<>();
        // sorted, so that two nodes lock the rows of the same owners in the same order
        SortedMap<Owner, List<DecisionRecord>> owned =
                decided.stream().collect(Collectors.groupingBy(Owner::of, TreeMap::new, Collectors.toList()));
        for (Map.Entry<Owner, List<DecisionRecord>> one : owned.entrySet()) {
            List<DecisionRecord> records = one.getValue();
            long before = count(one.getKey(), records.size()) - records.size();
            long room = Math.clamp(most(one.getKey()) - before, 0, records.size());
            admitted.addAll(records.subList(0, (int) room));
        }
        return admitted;
    }

    private int most(Owner owner) {
        return owner.app().isEmpty() ? settings.mostWithoutApp() : settings.mostPerApp();
    }

    private long count(Owner owner, int more) {
        return jdbc.sql("""
                        insert into decision_budget as b (tenant, app, hour, reported)
                        values (:tenant, :app, date_trunc('hour', now()), :more)
                        on conflict (tenant, app, hour) do update set reported = b.reported + :more
                        returning reported""")
                .param("tenant", owner.tenant())
                .param("app", owner.app())
                .param("more", more)
                .query(Long.class)
                .single();
    }

    /** How many decisions of the tenant's apps were counted and not stored, as far back as decisions are kept. */
    long exceeded(TenantId tenant) {
        return jdbc.sql("""
                        select coalesce(sum(greatest(0, reported - :most)), 0) from decision_budget
                        where tenant = :tenant and app <> ''""")
                .param("most", settings.mostPerApp())
                .param("tenant", tenant.value())
                .query(Long.class)
                .single();
    }

    /** Forgets the counts of hours that are older. */
    void forget(double seconds) {
        jdbc.sql("delete from decision_budget where hour < now() - make_interval(secs => :seconds)")
                .param("seconds", seconds)
                .update();
    }
}
