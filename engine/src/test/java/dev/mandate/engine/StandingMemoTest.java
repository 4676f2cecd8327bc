package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Checks that a bearer's memos never change an answer: asks the same bearer at every revision and compares with a
 * bearer without memos.
 */
class StandingMemoTest {
    private static final Freshness FRESH =
            new Freshness(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), Position.ANY, OptionalLong.empty());
    private static final List<Instant> TIMES = List.of(
            RandomTenant.NOW,
            RandomTenant.NOW.plusSeconds(1),
            RandomTenant.NOW.minusSeconds(1),
            RandomTenant.NOW.plus(Duration.ofDays(400)));

    private final IdentityHashMap<Bearer, String> last = new IdentityHashMap<>();
    private int admitted;
    private int remembered;
    private int changed;

    @Test
    void answersAsOneThatRemembersNothing() {
        for (long seed = 1; seed <= 150; seed++) {
            live(new RandomHistory(seed));
            last.clear();
        }
        assertThat(admitted).isGreaterThan(1_000);
        assertThat(remembered).isGreaterThan(1_000);
        assertThat(changed).isGreaterThan(1_000);
    }

    private void live(RandomHistory history) {
        List<Bearer> bearers = new ArrayList<>();
        for (int revision = 0; revision < 40; revision++) {
            bearers.add(history.bearer());
            bearers.add(history.bearer());
            history.grow();
            bearers.forEach(bearer -> ask(history, bearer));
        }
    }

    private void ask(RandomHistory history, Bearer bearer) {
        View view = history.view();
        for (Instant now : TIMES) {
            StandingMemo memo = bearer.standing();
            remembered += memo != null && memo.holds(view.tenant().tenancy(), now) ? 1 : 0;
            String said = said(view, bearer, now);
            assertThat(said).isEqualTo(said(view, forgetful(bearer), now));
            assertSame(history, bearer, now);
            admitted += said.equals("admitted") ? 1 : 0;
            changed += said.equals(last.put(bearer, said)) ? 0 : 1;
        }
    }

    /** The bearer's user is the one in the current snapshot. */
    private static void assertSame(RandomHistory history, Bearer bearer, Instant now) {
        View view = history.view();
        Request request = history.request();
        if (Engine.admit(view, bearer, FRESH, now) instanceof Admission.Admitted(Caller caller, Subject subject)) {
            assertThat(ComparedDecision.of(Engine.decide(view, subject, request, now)))
                    .isEqualTo(ComparedDecision.of(Engine.decide(view, caller, request, now)));
        }
    }

    private static Bearer forgetful(Bearer bearer) {
        return new Bearer(
                bearer.caller(), bearer.credential(), bearer.revision(), bearer.tokenId(), bearer.grantType());
    }

    private static String said(View view, Bearer bearer, Instant now) {
        return switch (Engine.admit(view, bearer, FRESH, now)) {
            case Admission.Admitted a -> "admitted";
            case Decision.Unauthenticated(Reason reason) -> reason.name();
            case Decision.Undecided(Reason reason) -> reason.name();
        };
    }
}
