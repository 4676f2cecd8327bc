package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The engine against its naive twin on random tenants. {@code -Dmandate.seed=N} begins elsewhere, {@code
 * -Dmandate.histories=N} goes on longer; a failure names the seed of the one history that shows it.
 */
class TwinTest {
    private static final long SEED = Long.getLong("mandate.seed", 20_260_101L);
    private static final int HISTORIES = Integer.getInteger("mandate.histories", 500);
    private static final int QUESTIONS = 200;
    private static final Instant NOW = RandomTenant.NOW;

    private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
    private final Set<Class<?>> changes = new HashSet<>();
    private int allowed;
    private int admitted;

    @Test
    void saysWhatItsTwinSays() {
        long start = System.nanoTime();
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            compare(seed);
        }
        long comparisons = 2L * HISTORIES * QUESTIONS;
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d comparisons, %.0f a second%n", comparisons, comparisons / seconds);
        assertSpread();
    }

    private void compare(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Stream.of(history.platformLog, history.tenantLog)
                .flatMap(List::stream)
                .map(Entry::changes)
                .flatMap(List::stream)
                .forEach(c -> changes.add(c.getClass()));
        NaiveEngine twin = new NaiveEngine(history.platformLog, history.tenantLog);
        for (int i = 0; i < QUESTIONS; i++) {
            Bearer bearer = history.bearer();
            admits(seed, history, twin, bearer);
            decides(seed, history, twin, bearer);
        }
    }

    private void admits(long seed, RandomHistory history, NaiveEngine twin, Bearer bearer) {
        Freshness freshness = history.freshness();
        Set<Reason> faults = twin.faults(bearer, freshness, NOW);
        boolean same = switch (Engine.admit(history.view(), bearer, freshness, NOW)) {
            case Admission.Admitted(var caller, var subject) -> faults.isEmpty() && ++admitted > 0;
            case Decision.Unauthenticated(var reason) -> counted(reason) && faults.contains(reason);
            case Decision.Undecided(var reason) -> counted(reason) && faults.contains(reason);
        };
        if (!same) {
            throw new AssertionError(failure(seed, bearer + " " + freshness) + "twin: " + faults);
        }
    }

    private void decides(long seed, RandomHistory history, NaiveEngine twin, Bearer bearer) {
        Request request = history.request();
        Verdict verdict = Verdict.of(Engine.decide(history.view(), bearer.caller(), request, NOW));
        Verdict expected = twin.decide(bearer.caller().user(), request, NOW);
        verdict.refusal().ifPresentOrElse(this::counted, () -> allowed++);
        if (!verdict.equals(expected)) {
            String asked =
                    bearer.caller().user() + " " + request.method() + " " + request.path() + " " + request.query();
            throw new AssertionError(failure(seed, asked) + "engine: " + verdict + "\ntwin: " + expected);
        }
    }

    private boolean counted(Reason reason) {
        refusals.merge(reason, 1, Integer::sum);
        return true;
    }

    private static String failure(long seed, String asked) {
        return "-Dmandate.seed=" + seed + " -Dmandate.histories=1: " + asked + "\n";
    }

    /** A comparison proves nothing of answers that never came. */
    private void assertSpread() {
        Set<Reason> others = Set.of(
                Reason.MALFORMED_REQUEST,
                Reason.CREDENTIAL_MISSING,
                Reason.TOKEN_INVALID,
                Reason.OUTSIDE_SPACES,
                Reason.NO_SUCH_RESOURCE);
        if (HISTORIES < 500) {
            return;
        }
        for (Reason reason : Reason.values()) {
            if (!others.contains(reason)) {
                assertThat(refusals.getOrDefault(reason, 0)).as(reason.name()).isGreaterThan(100);
            }
        }
        assertThat(allowed).isGreaterThan(2_000);
        assertThat(admitted).isGreaterThan(10_000);
        assertThat(changes).isEqualTo(records(Change.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(TwinTest::records);
    }
}
