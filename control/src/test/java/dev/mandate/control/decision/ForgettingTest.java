package dev.mandate.control.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.management.Control;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions are kept for a while, and then forgotten. */
class ForgettingTest {
    private final DecisionStore store = new DecisionStore(
            Control.server().database().dataSource(), keeping(Duration.ofDays(7), 100_000), InstantSource.system());
    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());

    static DecisionSettings keeping(Duration keep, int mostPerApp) {
        return keeping(keep, mostPerApp, Duration.ofSeconds(20));
    }

    static DecisionSettings keeping(Duration keep, int mostPerApp, Duration drain) {
        return new DecisionSettings(
                keep, Duration.ofSeconds(1), 1_000, 1 << 20, mostPerApp, mostPerApp, 1_000, 1 << 20, 60, drain);
    }

    private DecisionRecord decided(Duration ago) {
        return new DecisionRecord(
                UUID.randomUUID().toString(),
                Instant.now().minus(ago).toEpochMilli(),
                tenant.value(),
                null,
                null,
                null,
                "GET",
                null,
                null,
                null,
                4,
                404,
                "not_found",
                "PATH_UNKNOWN");
    }

    @Test
    void forgetsWhatIsOlderAlone() {
        DecisionRecord old = decided(Duration.ofDays(8));
        DecisionRecord young = decided(Duration.ofDays(6));
        store.keep(List.of(old, young));
        assertThat(store.forget(Duration.ofDays(7))).isPositive();
        assertThat(store.find(old.id(), tenant)).isEmpty();
        assertThat(store.find(young.id(), tenant)).contains(young);
    }

    @Test
    void forgetsMoreThanOneStatementTakes() {
        List<DecisionRecord> many = IntStream.range(0, 5_200)
                .mapToObj(n -> decided(Duration.ofDays(30)))
                .toList();
        store.keep(many);
        assertThat(store.forget(Duration.ofDays(20))).isGreaterThanOrEqualTo(5_200);
        assertThat(store.find(many.getLast().id(), tenant)).isEmpty();
    }

    @Test
    void comesAroundByItself() {
        DecisionRecord old = decided(Duration.ofHours(2));
        store.keep(List.of(old));
        DecisionSettings settings = keeping(Duration.ofHours(1), 100);
        Forgetting forgetting = new Forgetting(store, settings);
        Instant deadline = Instant.now().plusSeconds(20);
        while (store.find(old.id(), tenant).isPresent() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        forgetting.stop();
        assertThat(store.find(old.id(), tenant)).isEmpty();
    }

    @Test
    void refusesSettingsThatForgetTooSoon() {
        assertThatThrownBy(() -> keeping(Duration.ofMinutes(1), 100)).hasMessageContaining("mandate.decisions.keep");
    }
}
