package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Enabling;
import dev.mandate.engine.search.Explanation;
import dev.mandate.engine.search.Fix;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.search.SharedRequestExplanation;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Compares answers about a request that two actions share with answers about each action, on random tenants: see
 * {@link Rounds}.
 */
class SharedRequestTwinTest {
    private static final long SEED = 20_260_501L;
    private static final int HISTORIES = Integer.getInteger("mandate.together", 120);
    private static final Instant NOW = RandomTenant.NOW;

    @Test
    void isHeldWhereEachIsAndMendedForAll() {
        long fixed = Rounds.run("together", SEED, HISTORIES, SharedRequestTwinTest::explains);
        assertThat(fixed).isGreaterThan(HISTORIES / 2);
    }

    private static long explains(long seed) {
        RandomHistory history = new RandomHistory(seed);
        View view = history.view();
        List<Endpoint> actions = new Search(view, NOW).actions();
        long fixed = 0;
        for (int i = 0; i < 6 && !actions.isEmpty(); i++) {
            Endpoint one = history.draw().of(actions);
            List<Endpoint> same = actions.stream()
                    .filter(e -> e.api().id().equals(one.api().id()))
                    .toList();
            UserId user = history.bearer().caller().user();
            List<SharedRequestExplanation.Part> parts = List.of(
                    new SharedRequestExplanation.Part(one, null),
                    new SharedRequestExplanation.Part(history.draw().of(same), null));
            Explanation explanation = SharedRequestExplanation.of(view, user, parts, NOW, StepBudget.unbounded());
            assertThat(explanation.ruling() == Ruling.Held.HELD)
                    .as("seed %d %s", seed, parts)
                    .isEqualTo(held(view, user, parts));
            for (Fix fix : explanation.fixes()) {
                assertThat(fix.changes()).hasSizeBetween(1, 3);
                assertThat(held(after(view, fix.changes()), user, parts))
                        .as("seed %d %s by %s", seed, parts, fix)
                        .isTrue();
                fixed++;
            }
        }
        return fixed;
    }

    @Test
    void enablesAnApiAndAllowsAll() {
        long fixed = Rounds.run("enabling", SEED, HISTORIES, SharedRequestTwinTest::enables);
        assertThat(fixed).isGreaterThan(HISTORIES / 2);
    }

    private static long enables(long seed) {
        RandomHistory history = new RandomHistory(seed);
        View view = history.view();
        Set<ApiId> enabled = view.tenant().tenancy().apis();
        List<Endpoint> disabled = view.platform().catalogue().endpoints().stream()
                .filter(e -> !enabled.contains(e.api().id()))
                .toList();
        long fixed = 0;
        for (int i = 0; i < 6 && !disabled.isEmpty(); i++) {
            List<SharedRequestExplanation.Part> parts =
                    List.of(new SharedRequestExplanation.Part(history.draw().of(disabled), null));
            UserId user = history.bearer().caller().user();
            for (Fix fix : Enabling.fixes(view, user, parts, NOW, StepBudget.unbounded())) {
                View after = after(view, fix.changes());
                assertThat(fix.changes()).hasSizeBetween(1, 3);
                assertThat(after.tenant().tenancy().apis())
                        .contains(parts.getFirst().endpoint().api().id());
                assertThat(held(after, user, parts))
                        .as("seed %d %s by %s", seed, parts, fix)
                        .isTrue();
                fixed++;
            }
        }
        return fixed;
    }

    private static boolean held(View view, UserId user, List<SharedRequestExplanation.Part> parts) {
        return parts.stream()
                .allMatch(part ->
                        Engine.rule(view, view.tenant().tenancy().subject(user), part.endpoint(), part.space(), NOW)
                                == Ruling.Held.HELD);
    }

    private static View after(View view, List<Change> changes) {
        Entry entry =
                new Entry(view.tenant().revision() + 1, NOW, view.platform().revision(), changes);
        return new View(view.platform(), view.tenant().apply(entry));
    }
}
