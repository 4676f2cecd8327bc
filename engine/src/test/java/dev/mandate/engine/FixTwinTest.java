package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Explanation;
import dev.mandate.engine.search.Fix;
import dev.mandate.engine.search.Impact;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks on random tenants with few users that every proposed fix allows the action and that no smaller fix exists, by
 * trying all changes.
 */
class FixTwinTest {
    private static final long SEED = 20_260_301L;
    private static final int HISTORIES = Integer.getInteger("mandate.fixes", 90);
    private static final int QUESTIONS = 12;
    private static final Instant NOW = RandomTenant.NOW;

    private final AtomicIntegerArray sizes = new AtomicIntegerArray(4);

    @Test
    void proposesTheSmallestThatHelp() {
        Rounds.run("explain", SEED, HISTORIES, this::explains);
        if (HISTORIES >= 90) {
            assertThat(sizes.get(1)).isGreaterThan(50);
            assertThat(sizes.get(2)).isGreaterThan(20);
            assertThat(sizes.get(3)).isGreaterThan(2);
        }
    }

    private long explains(long seed) {
        RandomHistory history = new RandomHistory(seed);
        List<Endpoint> actions = new Search(history.view(), NOW).actions();
        for (int i = 0; i < QUESTIONS && !actions.isEmpty(); i++) {
            Endpoint endpoint = history.draw().of(actions);
            UserId user = history.bearer().caller().user();
            check(seed, history.view(), user, endpoint, space(history));
        }
        return QUESTIONS;
    }

    private static @Nullable SpaceId space(RandomHistory history) {
        return history.draw().chance(30)
                ? null
                : new SpaceId("s" + history.draw().below(6));
    }

    private void check(long seed, View view, UserId user, Endpoint endpoint, @Nullable SpaceId space) {
        Explanation explanation = Explanation.of(view, user, endpoint, space, NOW, StepBudget.unbounded());
        String asked = "seed " + seed + ": " + user + " " + endpoint.action() + " in " + space;
        boolean held = holds(view, user, endpoint, space);
        assertThat(explanation.ruling() == Ruling.Held.HELD).as(asked).isEqualTo(held);
        if (held) {
            assertThat(explanation.fixes()).isEmpty();
            assertThat(explanation.facts()).as(asked).allSatisfy(fact -> breaks(view, fact));
            return;
        }
        for (Fix fix : explanation.fixes()) {
            View repaired = after(view, fix.changes());
            assertThat(holds(repaired, user, endpoint, space))
                    .as(asked + " by " + fix)
                    .isTrue();
            Impact.Counts counts = Impact.between(view, repaired, NOW).counts();
            assertThat(List.of(fix.triples(), fix.users())).isEqualTo(List.of(counts.gained(), counts.users()));
        }
        assertThat(explanation.fixes()).isSortedAccordingTo((a, b) -> Long.compare(a.triples(), b.triples()));
        Optional<List<Change>> least = smallest(view, user, endpoint, space);
        int size = explanation.fixes().isEmpty()
                ? 0
                : explanation.fixes().getFirst().changes().size();
        assertThat(explanation.fixes())
                .allSatisfy(fix -> assertThat(fix.changes()).hasSize(size));
        assertThat(size)
                .as(asked + " smallest " + least)
                .isEqualTo(least.map(List::size).orElse(0));
        sizes.incrementAndGet(size);
    }

    /** Each fact is a change that the log holds, so applying it again changes nothing. */
    private static void breaks(View view, Change fact) {
        Impact.Counts counts =
                Impact.between(view, after(view, List.of(fact)), NOW).counts();
        if (!(fact instanceof BindingChange.UserBound)) {
            assertThat(counts).as("repeating %s", fact).isEqualTo(new Impact.Counts(0, 0, 0, 0));
        }
    }

    private static boolean holds(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space) {
        // the decision ignores the space for an action that names none
        SpaceId named = endpoint.action().space().isPresent() ? space : null;
        return Engine.rule(view, view.tenant().tenancy().subject(user), endpoint, named, NOW) == Ruling.Held.HELD;
    }

    private static View after(View view, List<Change> changes) {
        Entry entry =
                new Entry(view.tenant().revision() + 1, NOW, view.platform().revision(), changes);
        return new View(view.platform(), view.tenant().apply(entry));
    }

    /** Searches breadth-first, without any knowledge of which change could help. */
    private static Optional<List<Change>> smallest(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space) {
        List<Change> candidates = candidates(view, user, endpoint, space);
        List<List<Change>> ways = List.of(List.of());
        for (int size = 1; size <= 3; size++) {
            List<List<Change>> longer = new ArrayList<>();
            for (List<Change> way : ways) {
                int from = way.isEmpty() ? 0 : candidates.indexOf(way.getLast()) + 1;
                for (Change next : candidates.subList(from, candidates.size())) {
                    List<Change> grown = new ArrayList<>(way);
                    grown.add(next);
                    if (holds(after(view, grown), user, endpoint, space)) {
                        return Optional.of(grown);
                    }
                    longer.add(grown);
                }
            }
            ways = longer;
        }
        return Optional.empty();
    }

    /** Lists bindings first, because a grant needs one; only an unbound user can be bound. */
    private static List<Change> candidates(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space) {
        Tenancy tenancy = view.tenant().tenancy();
        List<Change> all = new ArrayList<>();
        if (tenancy.subject(user).channel() == null) {
            tenancy.channels().forEach((channel, kind) -> all.add(new BindingChange.UserBound(user, channel)));
        }
        tenancy.roles().forEach((role, switches) -> {
            if (!role.builtIn()) {
                all.add(new UserChange.UserRoleAssigned(user, role, null));
            }
            all.add(new RoleChange.PermissionSet(role, endpoint.action().id(), Permission.ACCESS, null));
        });
        RandomCatalogue.ROLES.forEach(role -> all.add(new BindingChange.EntityRoleGranted(user, role, null)));
        tenancy.groups().forEach((group, opened) -> {
            all.add(new MembershipChange.MemberAdded(group, user, null));
            if (space != null) {
                all.add(new GroupChange.WorkspaceOpened(group, space, null));
            }
        });
        return all;
    }
}
