package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Explanation;
import dev.mandate.engine.search.Flip;
import dev.mandate.engine.search.Impact;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.search.Where;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares searches and impact with asking the engine about every combination, on random tenants: see {@link Rounds}.
 * {@code -Dmandate.searches=N} sets the number of rounds.
 */
class SearchTwinTest {
    private static final long SEED = 20_260_201L;
    private static final int HISTORIES = Integer.getInteger("mandate.searches", 200);
    private static final Instant NOW = RandomTenant.NOW;

    /** Represents any space; no random space has this id. */
    private static final SpaceId ANY = new SpaceId("any");

    /**
     * An allowed pair of user and action, the key of a map to spaces; an action that names no space maps to
     * {@link #ANY}.
     */
    private record Grant(UserId user, ActionId action) {}

    private static Map<Grant, Set<SpaceId>> everything(View view) {
        Map<Grant, Set<SpaceId>> all = new HashMap<>();
        for (UserId user : users(view)) {
            for (Endpoint endpoint : new Search(view, NOW).actions()) {
                if (holds(view, user, endpoint, null)) {
                    all.put(new Grant(user, endpoint.action().id()), where(view, user, endpoint));
                }
            }
        }
        return all;
    }

    private static Set<SpaceId> where(View view, UserId user, Endpoint endpoint) {
        if (endpoint.action().space().isEmpty()) {
            return Set.of(ANY);
        }
        Set<SpaceId> spaces = new HashSet<>(spaces(view, endpoint.spaceKind()));
        spaces.removeIf(space -> !holds(view, user, endpoint, space));
        return spaces;
    }

    private static boolean holds(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space) {
        return Engine.rule(view, tenancy(view).subject(user), endpoint, space, NOW) == Ruling.Held.HELD;
    }

    private static Tenancy tenancy(View view) {
        return view.tenant().tenancy();
    }

    private static List<UserId> users(View view) {
        List<UserId> users = new ArrayList<>();
        tenancy(view).users().forEach((id, user) -> users.add(id));
        return users;
    }

    private static Set<SpaceId> spaces(View view, SpaceKind kind) {
        Set<SpaceId> spaces = new HashSet<>();
        tenancy(view).spaces(kind).forEach((id, same) -> spaces.add(id));
        return spaces;
    }

    @Test
    void findsWhoCanAndWhatAndWhere() {
        long found = Rounds.run("search", SEED, HISTORIES, SearchTwinTest::searches);
        assertThat(found).isGreaterThan(HISTORIES);
    }

    private static long searches(long seed) {
        View view = new RandomHistory(seed).view();
        Search search = new Search(view, NOW);
        Map<Grant, Set<SpaceId>> everything = everything(view);
        for (Endpoint endpoint : search.actions()) {
            assertThat(whoCan(search, endpoint, null))
                    .as("seed %d %s", seed, endpoint.action())
                    .isEqualTo(holders(view, everything, endpoint, Optional.empty()));
            for (SpaceId space : named(view, endpoint)) {
                assertThat(whoCan(search, endpoint, space))
                        .as("seed %d %s in %s", seed, endpoint.action(), space)
                        .isEqualTo(holders(view, everything, endpoint, Optional.of(space)));
            }
        }
        for (UserId user : users(view)) {
            assertThat(search.whatCan(user)).as("seed %d %s", seed, user).allSatisfy(endpoint -> {
                Set<SpaceId> spaces =
                        everything.get(new Grant(user, endpoint.action().id()));
                assertThat(spaces(search.where(user, endpoint))).isEqualTo(spaces);
            });
            assertThat(search.whatCan(user)).hasSize((int) everything.keySet().stream()
                    .filter(grant -> grant.user().equals(user))
                    .count());
        }
        return everything.size();
    }

    private static Set<SpaceId> spaces(Where where) {
        return switch (where) {
            case Where.Nowhere.NOWHERE -> Set.of();
            case Where.Any.ANY -> Set.of(ANY);
            case Where.In(var spaces) -> new HashSet<>(spaces);
        };
    }

    @Test
    void saysOfActionsWithoutASpaceWhatTheGatewayDecides() {
        long decided = Rounds.run("search", SEED, HISTORIES, SearchTwinTest::decidesWithoutASpace);
        assertThat(decided).isGreaterThan(HISTORIES);
    }

    /** Asks for the action without a space, if no other template matches the path. */
    private static long decidesWithoutASpace(long seed) {
        View view = new RandomHistory(seed).view();
        Search search = new Search(view, NOW);
        long decided = 0;
        for (Endpoint endpoint : search.actions()) {
            Request request = request(endpoint);
            boolean alone = view.platform().catalogue().endpoints().stream()
                            .filter(other -> other.template().matches(request.path()))
                            .count()
                    == 1;
            if (!alone || endpoint.action().space().isPresent()) {
                continue;
            }
            for (UserId user : users(view)) {
                Caller caller = new Caller(view.tenant().stream(), user, new AppId("app"));
                boolean allowed = Engine.decide(view, caller, request, NOW) instanceof Decision.Allow;
                String asked = "seed " + seed + ": " + user + " " + endpoint.action();
                assertThat(search.where(user, endpoint))
                        .as(asked)
                        .isEqualTo(allowed ? Where.Any.ANY : Where.Nowhere.NOWHERE);
                for (SpaceId space : named(view, endpoint)) {
                    assertThat(whoCan(search, endpoint, space).contains(user))
                            .as(asked)
                            .isEqualTo(allowed);
                    Ruling ruling = Explanation.of(view, user, endpoint, space, NOW, StepBudget.unbounded())
                            .ruling();
                    assertThat(ruling == Ruling.Held.HELD).as(asked).isEqualTo(allowed);
                }
                decided++;
            }
        }
        return decided;
    }

    private static Request request(Endpoint endpoint) {
        String path = endpoint.action().key().template().replaceAll("\\{[^}]*}", "value");
        return new Request(endpoint.action().key().method(), CanonicalPath.parse(path), Query.NONE);
    }

    /** Returns the spaces, a space of the other kind, and one that does not exist. */
    private static Set<SpaceId> named(View view, Endpoint endpoint) {
        Set<SpaceId> spaces = new HashSet<>(spaces(view, endpoint.spaceKind()));
        spaces.add(new SpaceId("s0"));
        spaces.add(new SpaceId("nowhere"));
        return spaces;
    }

    private static List<UserId> whoCan(Search search, Endpoint endpoint, @Nullable SpaceId space) {
        List<UserId> all = new ArrayList<>();
        List<UserId> page = search.whoCan(endpoint, space).page(null, 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = search.whoCan(endpoint, space).page(page.getLast(), 2);
        }
        assertThat(search.whoCan(endpoint, space).count()).isEqualTo(all.size());
        return all;
    }

    private static List<UserId> holders(
            View view, Map<Grant, Set<SpaceId>> everything, Endpoint endpoint, Optional<SpaceId> space) {
        return users(view).stream()
                .filter(user -> {
                    Set<SpaceId> spaces =
                            everything.get(new Grant(user, endpoint.action().id()));
                    boolean any = endpoint.action().space().isEmpty() || space.isEmpty();
                    return spaces != null && (any || spaces.contains(space.get()));
                })
                .toList();
    }

    @Test
    void findsExactlyWhatFlips() {
        long flips = Rounds.run("impact", SEED, HISTORIES, SearchTwinTest::impacts);
        assertThat(flips).isGreaterThan(HISTORIES);
    }

    private static long impacts(long seed) {
        long flips = 0;
        RandomHistory history = new RandomHistory(seed);
        View before = history.view();
        for (int i = 0; i < 6; i++) {
            history.grow();
            flips += compare(seed, before, history.view());
            flips += compare(seed, history.view(), before);
            View read = new View(before.platform(), Rebuilt.of(before.tenant()));
            flips += compare(seed, read, history.view());
            before = i % 2 == 0 ? before : history.view();
        }
        return flips + compare(seed, history.view(), new RandomHistory(seed).view());
    }

    private static int compare(long seed, View before, View after) {
        Map<Grant, Set<SpaceId>> was = everything(before);
        Map<Grant, Set<SpaceId>> is = everything(after);
        Set<Grant> all = new HashSet<>(was.keySet());
        all.addAll(is.keySet());
        Map<Grant, List<Object>> expected = new HashMap<>();
        long gained = 0;
        long lost = 0;
        for (Grant grant : all) {
            boolean held = was.containsKey(grant);
            boolean holds = is.containsKey(grant);
            // if the action now names another kind of space, gained and lost spaces cannot be compared
            Set<SpaceId> more = new HashSet<>(is.getOrDefault(grant, Set.of()));
            Set<SpaceId> less = new HashSet<>(was.getOrDefault(grant, Set.of()));
            if (kind(before, grant).equals(kind(after, grant))) {
                more.removeAll(was.getOrDefault(grant, Set.of()));
                less.removeAll(is.getOrDefault(grant, Set.of()));
            }
            if (held != holds || !more.isEmpty() || !less.isEmpty()) {
                expected.put(grant, List.of(held, holds, more, less));
                gained += more.size();
                lost += less.size();
            }
        }
        Map<Grant, List<Object>> found = new HashMap<>();
        Impact impact = Impact.between(before, after, NOW);
        impact.forEach(flip -> assertThat(found.put(grant(flip), values(flip))).isNull());
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
        assertThat(inParts(before, after)).as("seed %d", seed).isEqualTo(flips(impact));
        long users = expected.keySet().stream().map(Grant::user).distinct().count();
        assertThat(impact.counts()).isEqualTo(new Impact.Counts(users, expected.size(), gained, lost));
        return expected.size();
    }

    private static List<Flip> flips(Impact impact) {
        List<Flip> flips = new ArrayList<>();
        impact.forEach(flips::add);
        return flips;
    }

    /** Returns the flips as parts of several comparisons pass them, each of one user or more. */
    private static List<Flip> inParts(View before, View after) {
        List<Flip> flips = new ArrayList<>();
        long users = 0;
        int known;
        do {
            known = flips.size();
            users = Impact.between(before, after, NOW).part(users, 1 + flips.size() % 3, flips::add);
        } while (flips.size() > known);
        return flips;
    }

    /**
     * Returns the kind of space that the action names; {@code none} if it names none, {@code gone} if the action does
     * not exist.
     */
    private static String kind(View view, Grant grant) {
        return new Search(view, NOW)
                .actions().stream()
                        .filter(e -> e.action().id().equals(grant.action()))
                        .map(e -> e.action()
                                .space()
                                .map(space -> space.kind().name())
                                .orElse("none"))
                        .findFirst()
                        .orElse("gone");
    }

    private static Grant grant(Flip flip) {
        return new Grant(flip.user(), flip.endpoint().action().id());
    }

    private static List<Object> values(Flip flip) {
        return List.of(flip.held(), flip.holds(), spaces(flip.gained()), spaces(flip.lost()));
    }

    private static Set<SpaceId> spaces(Flip.Places places) {
        return places.any() ? Set.of(ANY) : places.spaces();
    }
}
