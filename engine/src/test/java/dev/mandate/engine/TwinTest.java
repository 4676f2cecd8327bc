package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.state.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The engine against its naive twin on random tenants: see {@link Rounds}. {@code -Dmandate.histories=N} for another number.
 */
class TwinTest {
    private static final long SEED = 20_260_101L;
    private static final int HISTORIES = Integer.getInteger("mandate.histories", 800);
    private static final int QUESTIONS = 500;
    private static final Instant NOW = RandomTenant.NOW;

    private final Map<Reason, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Set<Class<?>> changes = ConcurrentHashMap.newKeySet();
    private final LongAdder allowed = new LongAdder();
    private final LongAdder admitted = new LongAdder();
    private final LongAdder ruled = new LongAdder();

    @Test
    void saysWhatItsTwinSays() {
        long compared = Rounds.run("decide", SEED, HISTORIES, this::compare);
        if (HISTORIES >= 800) {
            assertThat(compared).isGreaterThan(1_000_000);
            assertSpread();
        }
    }

    private long compare(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Stream.of(history.platformLog, history.tenantLog)
                .flatMap(List::stream)
                .map(Entry::changes)
                .flatMap(List::stream)
                .forEach(c -> changes.add(c.getClass()));
        NaiveEngine twin = new NaiveEngine(history.platformLog, history.tenantLog);
        View view = history.view();
        for (int i = 0; i < QUESTIONS; i++) {
            Bearer bearer = history.bearer();
            admits(seed, history, twin, bearer);
            decides(seed, history, twin, bearer);
            rules(seed, view, bearer.caller().user(), history.request());
        }
        return 3L * QUESTIONS;
    }

    private void admits(long seed, RandomHistory history, NaiveEngine twin, Bearer bearer) {
        Freshness freshness = history.freshness();
        Set<Reason> faults = twin.faults(bearer, freshness, NOW);
        boolean same = switch (Engine.admit(history.view(), bearer, freshness, NOW)) {
            case Admission.Admitted(var caller, var subject) -> faults.isEmpty() && counted(admitted);
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
        verdict.refusal().ifPresentOrElse(this::counted, allowed::increment);
        if (!verdict.equals(expected)) {
            String asked =
                    bearer.caller().user() + " " + request.method() + " " + request.path() + " " + request.query();
            throw new AssertionError(failure(seed, asked) + "engine: " + verdict + "\ntwin: " + expected);
        }
    }

    /** What is left of a decision once it is known what is asked for says the same as the decision. */
    private void rules(long seed, View view, UserId user, Request request) {
        Route route = view.platform()
                .catalogue()
                .router()
                .route(request.method(), request.path(), view.tenant().tenancy().apis());
        if (route instanceof Route.Found(Endpoint endpoint)) {
            Subject subject = view.tenant().tenancy().subject(user);
            boolean same = switch (Engine.decide(view, subject, request, NOW)) {
                case Decision.Allow a -> rule(view, subject, endpoint, a.space()) == Ruling.Held.HELD;
                case Decision.Forbidden f ->
                    rule(view, subject, endpoint, f.space()) instanceof Ruling.Lacking lacking
                            && lacking.missing().equals(f.missing());
                case Decision.HiddenSpace h ->
                    SpaceId.ifWellFormed(h.space())
                            .map(space -> rule(view, subject, endpoint, Optional.of(space)) == Ruling.Hidden.HIDDEN)
                            .orElse(true);
                case Decision.UnclearSpace u -> true;
                case Decision.Unauthenticated u -> false;
                case Decision.UnknownPath u -> false;
                case Decision.OtherMethod o -> false;
                case Decision.Undecided u -> false;
            };
            if (!same) {
                throw new AssertionError(failure(seed, user + " " + request));
            }
            ruled.increment();
        }
    }

    private static Ruling rule(View view, Subject subject, Endpoint endpoint, Optional<SpaceId> space) {
        return Engine.rule(view, subject, endpoint, space.orElse(null), NOW);
    }

    private static boolean counted(LongAdder adder) {
        adder.increment();
        return true;
    }

    private boolean counted(Reason reason) {
        return counted(refusals.computeIfAbsent(reason, r -> new LongAdder()));
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
        for (Reason reason : Reason.values()) {
            if (!others.contains(reason)) {
                assertThat(refusals.getOrDefault(reason, new LongAdder()).sum())
                        .as(reason.name())
                        .isGreaterThan(100);
            }
        }
        assertThat(allowed.sum()).isGreaterThan(2_000);
        assertThat(admitted.sum()).isGreaterThan(10_000);
        assertThat(ruled.sum()).isGreaterThan(10_000);
        assertThat(changes).isEqualTo(records(Change.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(TwinTest::records);
    }
}
