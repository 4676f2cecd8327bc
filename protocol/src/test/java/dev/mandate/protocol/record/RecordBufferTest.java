package dev.mandate.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests whose records find room, and in which order they leave. */
class RecordBufferTest {
    private static final int MANY = 1_000;
    private final AtomicLong nanos = new AtomicLong();

    private RecordBuffer buffer(int records, long bytes, int withoutApp) {
        return new RecordBuffer(new RecordBounds(records, bytes, withoutApp), nanos::get);
    }

    private static DecisionRecord of(String id, @Nullable String app, String path) {
        String tenant = app == null ? null : "studio";
        return new DecisionRecord(
                id, 1, tenant, app, app, "1.1", "GET", path, null, null, 4, 404, "not_found", "PATH_UNKNOWN");
    }

    private static DecisionRecord ofInactive(String id, String app) {
        return new DecisionRecord(
                id, 1, "studio", app, app, "1.1", "GET", "/a", null, null, 3, 401, "invalid_token", "TOKEN_REVOKED");
    }

    private static void fill(RecordBuffer buffer, @Nullable String app, int records) {
        IntStream.range(0, records).forEach(n -> buffer.add(of(app + "-" + n, app, "/" + "p".repeat(500))));
    }

    private static List<String> ids(List<DecisionRecord> records) {
        return records.stream().map(DecisionRecord::id).toList();
    }

    @Test
    void keepsASmallVendorsUnderAFloodOfAnothers() {
        RecordBuffer buffer = buffer(100, 1 << 20, MANY);
        buffer.add(of("first", "small", "/a"));
        fill(buffer, "loud", 5 * MANY);
        buffer.add(of("second", "small", "/a"));
        fill(buffer, "loud", 5 * MANY);
        assertThat(ids(buffer.take(4, 1 << 20))).contains("first", "second");
        assertThat(buffer.figures().full()).isEqualTo(10 * MANY + 2 - 100);
    }

    @Test
    void keepsASmallVendorsUnderAFloodOfStrangers() {
        RecordBuffer buffer = buffer(100, 1 << 20, 10 * MANY);
        buffer.add(of("first", "small", "/a"));
        fill(buffer, null, 5 * MANY);
        assertThat(ids(buffer.take(2, 1 << 20))).contains("first");
    }

    @Test
    void dropsTheOldestOfTheOneWithTheMost() {
        RecordBuffer buffer = buffer(3, 1 << 20, MANY);
        fill(buffer, "loud", 5);
        assertThat(ids(buffer.take(9, 1 << 20))).containsExactly("loud-2", "loud-3", "loud-4");
        assertThat(buffer.figures()).isEqualTo(new RecordBuffer.Figures(0, 0, 2, 0));
    }

    @Test
    void boundsItsBytes() {
        RecordBuffer buffer = buffer(100 * MANY, 100_000, MANY);
        fill(buffer, "loud", 10 * MANY);
        assertThat(buffer.figures().bytes()).isBetween(90_000L, 100_000L);
        assertThat(buffer.figures().full() + buffer.figures().records()).isEqualTo(10 * MANY);
    }

    @Test
    void takesNoMoreBytesThanABatchMayHave() {
        RecordBuffer buffer = buffer(MANY, 10 << 20, MANY);
        fill(buffer, "loud", MANY);
        List<DecisionRecord> batch = buffer.take(500, 100_000);
        assertThat(batch.stream().mapToInt(DecisionRecord::bytes).sum()).isBetween(90_000, 100_000);
        assertThat(buffer.take(500, 1)).hasSize(1);
    }

    @Test
    void takesFromEachInTurn() {
        RecordBuffer buffer = buffer(MANY, 1 << 20, MANY);
        fill(buffer, "a", 3);
        fill(buffer, "b", 2);
        fill(buffer, "c", 1);
        assertThat(ids(buffer.take(2, 1 << 20))).containsExactly("a-0", "b-0");
        assertThat(ids(buffer.take(9, 1 << 20))).containsExactly("c-0", "a-1", "b-1", "a-2");
    }

    @Test
    void putsBackBeforeTheOthers() {
        RecordBuffer buffer = buffer(MANY, 1 << 20, MANY);
        fill(buffer, "a", 4);
        List<DecisionRecord> batch = buffer.take(2, 1 << 20);
        buffer.putBack(batch);
        assertThat(ids(buffer.take(9, 1 << 20))).containsExactly("a-0", "a-1", "a-2", "a-3");
    }

    @Test
    void putsBackOnlyWhatFinds() {
        RecordBuffer buffer = buffer(4, 1 << 20, MANY);
        fill(buffer, "a", 4);
        List<DecisionRecord> batch = buffer.take(3, 1 << 20);
        fill(buffer, "b", 2);
        buffer.putBack(batch);
        assertThat(buffer.figures().records()).isEqualTo(4);
        assertThat(ids(buffer.take(9, 1 << 20))).contains("b-0", "b-1");
    }

    @Test
    void samplesCallersWithoutAToken() {
        RecordBuffer buffer = buffer(MANY, 1 << 20, 60);
        fill(buffer, null, MANY);
        fill(buffer, "vendor", 100);
        assertThat(buffer.figures().records()).isEqualTo(160);
        assertThat(buffer.figures().sampled()).isEqualTo(940);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        fill(buffer, null, MANY);
        assertThat(buffer.figures().records()).isEqualTo(170);
    }

    @Test
    void samplesAnAppsInactiveTokensAlone() {
        RecordBuffer buffer = buffer(MANY, 1 << 20, 60);
        IntStream.range(0, MANY).forEach(n -> buffer.add(ofInactive("revoked-" + n, "vendor")));
        buffer.add(ofInactive("of-another", "other"));
        fill(buffer, "vendor", 100);
        assertThat(buffer.figures().records()).isEqualTo(RecordBuffer.INACTIVE_PER_MINUTE + 1 + 100);
        assertThat(buffer.figures().sampled()).isEqualTo(MANY - RecordBuffer.INACTIVE_PER_MINUTE);
        assertThat(ids(buffer.take(MANY, 1 << 20))).contains("revoked-0", "of-another", "vendor-0", "vendor-99");
    }

    /** Undecided calls of active tokens (503) are no sign of a revoked one. */
    @Test
    void keepsUndecidedCallsOfAnApp() {
        RecordBuffer buffer = buffer(MANY, 1 << 20, 60);
        IntStream.range(0, 100)
                .forEach(n -> buffer.add(new DecisionRecord(
                        "u" + n, 1, "studio", "a", "a", "1.1", "GET", "/a", null, null, 2, 503, "undecided", "X")));
        assertThat(buffer.figures().records()).isEqualTo(100);
    }

    @Test
    void keepsAnAppsDenialsUnderAFloodOfItsRevokedTokens() {
        RecordBuffer buffer = buffer(20, 1 << 20, 60);
        buffer.add(of("honest", "vendor", "/a"));
        IntStream.range(0, 10).forEach(minute -> {
            IntStream.range(0, MANY).forEach(n -> buffer.add(ofInactive(minute + "-" + n, "vendor")));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        });
        assertThat(ids(buffer.take(2, 1 << 20))).contains("honest");
    }
}
