package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JointDecisionTest {
    private static final SpaceParameter SPACE =
            new SpaceParameter(SpaceParameter.In.QUERY, "s", SpaceKind.WORKSPACE, false);
    private static final Action A = action("GET /a/{x}");
    private static final Action B = action("GET /{x}/b");
    private static final Decision ALLOW = new Decision.Allow(
            new Api(new ApiId("api"), ApiKind.SWITCH, "http://u.test", "", List.of(), List.of(A, B)),
            A,
            Optional.empty());
    private static final Decision HIDDEN = new Decision.HiddenSpace(B, SPACE, "s1");
    private static final Decision UNCLEAR = new Decision.UnclearSpace(Reason.SPACE_REPEATED, B, SPACE);

    private static Action action(String key) {
        return new Action(
                new ActionId(7),
                ActionKey.parse(key),
                ActionStatus.ACTIVE,
                Demand.NONE,
                Optional.of(SPACE),
                Optional.empty(),
                List.of(),
                0);
    }

    private static Decision forbidden(Action action) {
        return new Decision.Forbidden(action, Optional.empty(), List.of(new Missing(action.key(), false, List.of())));
    }

    @Test
    void allowsOnlyWhatEveryActionAllows() {
        assertThat(JointDecision.of(List.of(ALLOW, ALLOW))).isEqualTo(ALLOW);
        List<Decision> refusals = List.of(
                new Decision.Unauthenticated(Reason.USER_DISABLED),
                new Decision.UnknownPath(),
                new Decision.OtherMethod(new TreeSet<>()),
                UNCLEAR,
                HIDDEN,
                forbidden(A),
                new Decision.Undecided(Reason.STATE_STALE));
        for (Decision refusal : refusals) {
            assertThat(JointDecision.of(List.of(ALLOW, refusal))).isEqualTo(refusal);
            assertThat(JointDecision.of(List.of(refusal, ALLOW))).isEqualTo(refusal);
        }
    }

    @Test
    void refusesByTheFirstStep() {
        assertThat(JointDecision.of(List.of(forbidden(A), HIDDEN, UNCLEAR))).isEqualTo(UNCLEAR);
        assertThat(JointDecision.of(List.of(forbidden(A), ALLOW, HIDDEN))).isEqualTo(HIDDEN);
    }

    @Test
    void namesWhatIsLackingOfEachAction() {
        assertThat(JointDecision.of(List.of(forbidden(A), forbidden(B))))
                .isInstanceOfSatisfying(Decision.Forbidden.class, both -> {
                    assertThat(both.action()).isEqualTo(A);
                    assertThat(both.missing()).extracting(Missing::action).containsExactly(A.key(), B.key());
                });
    }

    @Test
    void allowsNothingOfNoAction() {
        assertThatThrownBy(() -> JointDecision.of(List.of())).isInstanceOf(NoSuchElementException.class);
    }
}
