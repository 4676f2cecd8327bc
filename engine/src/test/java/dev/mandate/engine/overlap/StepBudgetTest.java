package dev.mandate.engine.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests how many steps a comparison takes: the bound holds only if no step is much more work than another. */
class StepBudgetTest {
    private static final Api API =
            new Api(new ApiId("one"), ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of());

    private static final int MANY = 50;

    /** A hundred templates, of which each of the first half meets each of the second. */
    private static EndpointTree tree(String one, String other) {
        return new EndpointTree(IntStream.range(0, 2 * MANY)
                .mapToObj(i -> endpoint(i + 1, (i < MANY ? one : other).formatted(i)))
                .toList());
    }

    private static Endpoint endpoint(int id, String template) {
        return Endpoint.of(
                API,
                new Action(
                        new ActionId(id),
                        new ActionKey("GET", template),
                        ActionStatus.ACTIVE,
                        Demand.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        0));
    }

    private static int pairsWithin(long steps, EndpointTree tree) {
        int[] pairs = new int[1];
        boolean complete = tree.contests(new StepBudget(steps), (one, other) -> ++pairs[0] > 0);
        return complete ? pairs[0] : -1;
    }

    @Test
    void comparesShortTemplatesInFewSteps() {
        EndpointTree tree = tree("/{a}/x%d", "/y%d/{b}");
        assertThat(pairsWithin(30_000, tree)).isEqualTo(MANY * MANY);
        assertThat(pairsWithin(17_500, tree))
                .as("each contested pair is several")
                .isEqualTo(-1);
    }

    @Test
    void countsALongPatternAsSeveralSteps() {
        assertThat(pairsWithin(20_000, tree("/a%d{x}", "/b%d{x}c"))).isZero();
        String inner = "a".repeat(1_000);
        assertThat(pairsWithin(20_000, tree("/{x}" + inner + "%d{y}", "/" + inner + inner + "%d")))
                .as("each literal is searched for a long one")
                .isEqualTo(-1);
        assertThat(pairsWithin(20_000, tree("/" + inner + "%d{y}", "/" + inner + "%d{y}z")))
                .as("each long beginning is looked for")
                .isEqualTo(-1);
    }

    @Test
    void countsAPairOfDeepTemplatesAsSeveralSteps() {
        String deep = IntStream.range(0, 400).mapToObj(i -> "/{d" + i + "}").collect(Collectors.joining());
        assertThat(pairsWithin(60_000, tree(deep + "/{a}/x%d", deep + "/y%d/{b}")))
                .isEqualTo(-1);
    }
}
