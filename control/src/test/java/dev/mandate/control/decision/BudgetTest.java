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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many decisions of whom are stored in an hour. */
class BudgetTest {
    private static final int MOST = 50;
    private static final AtomicInteger HOURS = new AtomicInteger();

    /** An hour of this test's own, as callers without a token are counted together; too late to be deleted. */
    private Instant now = Instant.parse("2100-01-01T00:59:59Z").plus(Duration.ofHours(HOURS.getAndIncrement()));

    private final DecisionStore store = store(MOST);
    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());

    private DecisionStore store(int most) {
        return new DecisionStore(
                Control.server().database().dataSource(), ForgettingTest.keeping(Duration.ofDays(7), most), () -> now);
    }

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

    private List<DecisionRecord> revoked(String app, int count) {
        return many(app, count).stream()
                .map(r -> new DecisionRecord(
                        r.id(),
                        r.at(),
                        r.tenant(),
                        r.app(),
                        r.user(),
                        r.position(),
                        r.method(),
                        r.path(),
                        null,
                        null,
                        3,
                        401,
                        "invalid_token",
                        "CREDENTIAL_REVOKED"))
                .toList();
    }

    /** Who holds a revoked token of an app hides none of its denials, and some of the holder's are found. */
    @Test
    void countsRevokedTokensApart() {
        List<DecisionRecord> revoked = revoked("vendor", 3 * MOST);
        store.keep(revoked);
        List<DecisionRecord> honest = many("vendor", MOST);
        store.keep(honest);
        assertThat(found(honest)).isEqualTo(MOST);
        assertThat(found(revoked)).isEqualTo(MOST / 10);
        assertThat(lost(store)).contains("; " + (3 * MOST - MOST / 10) + " denials");
    }

    private List<DecisionRecord> many(@Nullable String app, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> decided(app, now.toEpochMilli()))
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
        assertThat(found(strangers)).isEqualTo(MOST);
        assertThat(store.exceeded()).isEqualTo(4 * MOST);
        assertThat(store.kept()).isEqualTo(3 * MOST);
    }

    @Test
    void saysHowManyWereNotStored() {
        assertThat(lost(store)).isEqualTo("decision `x` does not exist");
        store.keep(many("loud", MOST));
        store.keep(many("loud", 7));
        assertThat(lost(store)).contains("; 7 denials of this tenant's apps were not stored");
        assertThat(store.unknown("x", new TenantId("t-" + UUID.randomUUID()))
                        .problem()
                        .detail())
                .isEqualTo("decision `x` does not exist");
    }

    private String lost(DecisionStore asked) {
        return asked.unknown("x", tenant).problem().detail();
    }

    @Test
    void saysWhatThePastBudgetDropped() {
        store.keep(many("loud", MOST + 7));
        // a budget that is changed later neither drops nor gives back what was reported before
        assertThat(lost(store(1))).contains("; 7 denials");
        assertThat(lost(store(10 * MOST))).contains("; 7 denials");
        List<DecisionRecord> more = many("loud", 2);
        store(MOST + 1).keep(more);
        assertThat(found(more)).isEqualTo(1);
        assertThat(lost(store)).contains("; 8 denials");
    }

    @Test
    void beginsAnewWithEachHour() {
        store.keep(many("vendor", MOST + 1));
        now = now.plusSeconds(1);
        List<DecisionRecord> next = many("vendor", MOST);
        store.keep(next);
        assertThat(found(next)).isEqualTo(MOST);
        assertThat(lost(store)).contains("; 1 denials");
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
