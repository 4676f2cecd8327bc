package dev.mandate.control.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.management.Control;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many decisions of whom are stored in an hour. */
class BudgetTest {
    private static final int MOST = 50;

    private final DecisionStore store = new DecisionStore(
            Control.server().database().dataSource(), ForgettingTest.keeping(Duration.ofDays(7), MOST));
    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());

    private DecisionRecord decided(@Nullable String app, long at) {
        return new DecisionRecord(
                UUID.randomUUID().toString(),
                at,
                app == null ? null : tenant.value(),
                app,
                app,
                "1.1",
                "GET",
                "/a",
                null,
                null,
                4,
                404,
                "not_found",
                "PATH_UNKNOWN");
    }

    private List<DecisionRecord> many(@Nullable String app, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> decided(app, Instant.now().toEpochMilli()))
                .toList();
    }

    private long found(List<DecisionRecord> records) {
        return records.stream()
                .filter(r -> store.find(r.id(), r.tenant() == null ? TenantId.PLATFORM : tenant)
                        .isPresent())
                .count();
    }

    @Test
    void keepsASmallVendorsUnderFloods() {
        List<DecisionRecord> loud = many("loud", 3 * MOST);
        List<DecisionRecord> strangers = many(null, 3 * MOST);
        List<DecisionRecord> small = many("small", MOST);
        List<DecisionRecord> mixed = new ArrayList<>(loud);
        mixed.addAll(strangers);
        mixed.addAll(small);
        store.keep(mixed);
        assertThat(found(small)).isEqualTo(MOST);
        assertThat(found(loud)).isEqualTo(MOST);
        assertThat(found(strangers)).isLessThanOrEqualTo(MOST);
        assertThat(store.exceeded()).isGreaterThanOrEqualTo(4 * MOST);
    }

    @Test
    void saysHowManyWereNotStored() {
        assertThat(store.unknown("x", tenant).problem().detail()).isEqualTo("decision `x` does not exist");
        store.keep(many("loud", MOST));
        store.keep(many("loud", 7));
        assertThat(store.unknown("x", tenant).problem().detail()).contains("7 denials of this tenant's apps");
    }

    @Test
    void countsARepeatedReportOnce() {
        List<DecisionRecord> report = many("vendor", MOST / 2);
        store.keep(report);
        store.keep(report);
        List<DecisionRecord> next = many("vendor", MOST / 2);
        store.keep(next);
        assertThat(found(next)).isEqualTo(MOST / 2);
    }

    @Test
    void keepsWhatASendersClockMakesUp() {
        DecisionRecord future = decided("vendor", Long.MAX_VALUE);
        DecisionRecord past = decided("vendor", Long.MIN_VALUE);
        store.keep(List.of(future, past));
        assertThat(found(List.of(future, past))).isEqualTo(2);
    }

    @Test
    void replacesNoRecord() {
        DecisionRecord first = decided("vendor", 1);
        DecisionRecord other = new DecisionRecord(
                first.id(),
                2,
                null,
                null,
                null,
                null,
                "GET",
                "/b",
                null,
                null,
                1,
                401,
                "invalid_token",
                "TOKEN_INVALID");
        store.keep(List.of(first));
        store.keep(List.of(other));
        assertThat(store.find(first.id(), tenant)).contains(first);
        assertThat(store.find(first.id(), TenantId.PLATFORM)).isEmpty();
    }
}
