package dev.mandate.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange.GroupAdded;
import dev.mandate.engine.change.GroupChange.WorkspaceOpened;
import dev.mandate.engine.change.MembershipChange.MemberAdded;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.change.RoleChange.RoleAdded;
import dev.mandate.engine.change.SpaceChange.SpaceAdded;
import dev.mandate.engine.change.TenantChange.ApiEnabled;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserChange.UserRoleAssigned;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Bounds the work of an explanation whose fixes each concern many users: every group opens all workspaces but one, and
 * every user is in another set of groups.
 */
class BoundedFixesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final ApiId MEDIA = new ApiId("media");
    private static final RoleId READER = new RoleId("reader");
    private static final UserId ASKED = new UserId("u1");
    private static final int ACTIONS = 30;

    /** The sizes of a tenant; each user is in {@code memberships} random groups. */
    private record Sizes(int workspaces, int groups, int users, int memberships) {
        SpaceId lacking() {
            return new SpaceId("w" + (workspaces - 1));
        }
    }

    private static final Sizes SMALL = new Sizes(100, 20, 100, 10);
    private static final Sizes LARGE = new Sizes(700, 120, 900, 40);

    private static View view(Sizes sizes) {
        List<Change> changes = new ArrayList<>();
        changes.add(new ApiEnabled(MEDIA));
        changes.add(new RoleAdded(READER, "Reader"));
        for (int i = 1; i <= ACTIONS; i++) {
            changes.add(new PermissionSet(READER, new ActionId(i), Permission.ACCESS, null));
        }
        for (int w = 0; w < sizes.workspaces; w++) {
            changes.add(new SpaceAdded(SpaceKind.WORKSPACE, new SpaceId("w" + w), "W"));
        }
        for (int g = 0; g < sizes.groups; g++) {
            changes.add(new GroupAdded(new GroupId("g" + g), "G"));
            for (int w = 0; w < sizes.workspaces - 1; w++) {
                changes.add(new WorkspaceOpened(new GroupId("g" + g), new SpaceId("w" + w), null));
            }
        }
        users(sizes, changes);
        return new View(platform(), folded(changes));
    }

    private static void users(Sizes sizes, List<Change> changes) {
        SplittableRandom random = new SplittableRandom(20_260_801L);
        for (int u = 0; u < sizes.users; u++) {
            UserId user = new UserId("u" + u);
            changes.add(new UserAdded(user, UserKind.PERSON));
            changes.add(new UserRoleAssigned(user, READER, null));
            for (int m = 0; m < sizes.memberships; m++) {
                changes.add(new MemberAdded(new GroupId("g" + random.nextInt(sizes.groups)), user, null));
            }
        }
    }

    private static Snapshot folded(List<Change> changes) {
        Snapshot tenant = Snapshot.empty(new TenantId("t"));
        for (int from = 0; from < changes.size(); from += Entry.MOST_CHANGES) {
            int end = Math.min(changes.size(), from + Entry.MOST_CHANGES);
            tenant = tenant.apply(new Entry(tenant.revision() + 1, NOW, 1, changes.subList(from, end)));
        }
        return tenant;
    }

    private static Snapshot platform() {
        SpaceParameter space = new SpaceParameter(SpaceParameter.In.QUERY, "space", SpaceKind.WORKSPACE, false);
        List<Action> actions = new ArrayList<>();
        for (int i = 1; i <= ACTIONS; i++) {
            actions.add(new Action(
                    new ActionId(i),
                    ActionKey.parse("GET /files" + i),
                    ActionStatus.ACTIVE,
                    Demand.NONE,
                    Optional.of(space),
                    Optional.empty(),
                    List.of(),
                    0));
        }
        Api media = new Api(MEDIA, ApiKind.SWITCH, "http://media.test", "", List.of(), actions);
        return Snapshot.empty(TenantId.PLATFORM).apply(new Entry(1, NOW, 0, List.of(new ApiImported(media))));
    }

    private static Explanation explained(View view, Sizes sizes, StepBudget budget) {
        Endpoint endpoint = view.platform().catalogue().endpoints().getFirst();
        return Explanation.of(view, ASKED, endpoint, sizes.lacking(), NOW, budget);
    }

    @Test
    void countsManyUsersInFewSteps() {
        Explanation small = explained(view(SMALL), SMALL, new StepBudget(500_000));
        assertThat(small.cut()).isFalse();
        assertThat(small.fixes()).isNotEmpty().noneMatch(Fix::cut);
        Explanation large = explained(view(LARGE), LARGE, new StepBudget(30_000_000));
        assertThat(large.cut()).isFalse();
        assertThat(large.fixes()).hasSize(10).noneMatch(Fix::cut).allMatch(fix -> fix.users() > 100);
    }

    @Test
    void saysWhatItFoundUntilTheBudgetEnded() {
        View view = view(SMALL);
        List<Fix> all = explained(view, SMALL, StepBudget.unbounded()).fixes();
        Explanation cut = explained(view, SMALL, new StepBudget(60_000));
        assertThat(cut.cut()).isTrue();
        assertThat(cut.ruling())
                .isEqualTo(explained(view, SMALL, StepBudget.unbounded()).ruling());
        assertThat(cut.fixes()).hasSameSizeAs(all).anyMatch(Fix::cut).anyMatch(fix -> !fix.cut());
        assertThat(cut.fixes()).isSortedAccordingTo((a, b) -> Boolean.compare(a.cut(), b.cut()));
        cut.fixes().stream()
                .filter(fix -> !fix.cut())
                .forEach(fix -> assertThat(all).contains(fix));
        all.forEach(fix -> cut.fixes().stream()
                .filter(other -> other.changes().equals(fix.changes()))
                .forEach(other -> {
                    assertThat(other.triples()).isLessThanOrEqualTo(fix.triples());
                    assertThat(other.users()).isLessThanOrEqualTo(fix.users());
                }));
    }

    @Test
    void endsWhenNobodyWaitsForIt() {
        AtomicInteger asked = new AtomicInteger();
        StepBudget budget = new StepBudget(Long.MAX_VALUE, () -> asked.incrementAndGet() > 2);
        assertThat(explained(view(LARGE), LARGE, budget).cut()).isTrue();
        assertThat(asked).hasValueLessThan(10);
    }

    @Test
    void countsOnlyWhatItComparedWholly() {
        View view = view(SMALL);
        Change opened = new WorkspaceOpened(new GroupId("g1"), SMALL.lacking(), null);
        View after = Ranking.after(view, List.of(opened), NOW);
        Impact.Counts all = Impact.between(view, after, NOW).counts();
        long steps = 0;
        Impact.Counts some;
        do {
            steps += 1_000;
            some = Impact.between(view, after, NOW, new StepBudget(steps)).counts();
        } while (some.users() == 0);
        assertThat(some.users()).isLessThan(all.users());
        assertThat(some.gained()).isEqualTo(some.users() * ACTIONS);
        List<Flip> flips = new ArrayList<>();
        Impact.between(view, after, NOW, new StepBudget(steps + 1_000)).forEach(flips::add);
        assertThat(flips).isNotEmpty().hasSizeLessThan((int) all.rows());
    }
}
