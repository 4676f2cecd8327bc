package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
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
 * Compares the engine with {@link NaiveEngine} on random tenants: see {@link Rounds}. {@code -Dmandate.histories=N}
 * sets the number of rounds.
 */
class TwinTest {
    private static final long SEED = 20_260_101L;
    private static final int HISTORIES = Integer.getInteger("mandate.histories", 1_000);
    private static final int QUESTIONS = 500;
    private static final Instant NOW = RandomTenant.NOW;
    private static final Set<Reason> UNCLEAR = Set.of(Reason.SPACE_MISSING, Reason.SPACE_REPEATED);

    private final Map<Reason, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Set<Class<?>> changes = ConcurrentHashMap.newKeySet();
    private final LongAdder allowed = new LongAdder();
    private final LongAdder admitted = new LongAdder();
    private final LongAdder ruled = new LongAdder();
    private final LongAdder shared = new LongAdder();

    @Test
    void saysWhatItsTwinSays() {
        long compared = Rounds.run("decide", SEED, HISTORIES, this::compare);
        if (HISTORIES >= 1_000) {
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
        long compared = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Bearer bearer = history.bearer();
            Request request = history.request();
            UserId user = bearer.caller().user();
            ComparedDecision expected = twin.decide(user, request, NOW);
            admits(seed, history, twin, bearer);
            decides(seed, history.view(), bearer.caller(), request, expected);
            compared += rules(seed, history.view(), user, request, expected) ? 3 : 2;
        }
        return compared;
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

    private void decides(long seed, View view, Caller caller, Request request, ComparedDecision expected) {
        ComparedDecision verdict = ComparedDecision.of(Engine.decide(view, caller, request, NOW));
        verdict.refusal().ifPresentOrElse(this::counted, allowed::increment);
        assertSame(seed, caller.user(), request, verdict, expected);
    }

    /**
     * Compares {@link Engine#rule} with the expected verdict, if the request is clear; returns whether it was compared.
     */
    private boolean rules(long seed, View view, UserId user, Request request, ComparedDecision expected) {
        Set<ApiId> enabled = view.tenant().tenancy().apis();
        Route route = view.platform().catalogue().router().route(request.method(), request.path(), enabled);
        Optional<SpaceId> space = expected.space().flatMap(SpaceId::ifWellFormed);
        boolean clear = space.isPresent() == expected.space().isPresent()
                && expected.refusal().filter(UNCLEAR::contains).isEmpty();
        if (route instanceof Route.Shared) {
            shared.increment();
        }
        if (!clear || !(route instanceof Route.Found(Endpoint endpoint))) {
            return false;
        }
        Subject subject = view.tenant().tenancy().subject(user);
        Ruling ruling = Engine.rule(view, subject, endpoint, space.orElse(null), NOW);
        assertSame(seed, user, request, ComparedDecision.of(ruling, endpoint, expected.space()), expected);
        ruled.increment();
        return true;
    }

    private static void assertSame(
            long seed, UserId user, Request request, ComparedDecision said, ComparedDecision expected) {
        if (!said.equals(expected)) {
            String asked = user + " " + request.method() + " " + request.path() + " " + request.query();
            throw new AssertionError(failure(seed, asked) + "engine: " + said + "\ntwin: " + expected);
        }
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

    /** Fails if a reason never occurred, because then the comparison proves nothing about it. */
    private void assertSpread() {
        Set<Reason> others = Set.of(
                Reason.MALFORMED_REQUEST,
                Reason.CREDENTIAL_MISSING,
                Reason.TOKEN_INVALID,
                Reason.TOKEN_FOR_ANOTHER_DOOR,
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
        assertThat(shared.sum()).isGreaterThan(400);
        assertThat(changes).isEqualTo(records(Change.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(TwinTest::records);
    }
}
