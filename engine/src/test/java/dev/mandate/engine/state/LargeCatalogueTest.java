package dev.mandate.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.change.CatalogueChange.PrecedenceSet;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.EndpointTree;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import dev.mandate.engine.uri.CanonicalPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests catalogues of thousands of actions: what is derived from them is derived once, on first use. */
class LargeCatalogueTest {
    private static final ApiId API = new ApiId("large");
    private static final int ACTIONS = 4_000;

    private static Action action(int id, String key) {
        return new Action(
                new ActionId(id),
                ActionKey.parse(key),
                ActionStatus.ACTIVE,
                Demand.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0);
    }

    private static Snapshot large() {
        List<Action> actions = new ArrayList<>();
        for (int i = 1; i <= ACTIONS; i++) {
            actions.add(action(i, "GET /v1/things" + i + "/{id}/parts"));
        }
        actions.add(action(ACTIONS + 1, "GET /v1/{any}/of/other"));
        actions.add(action(ACTIONS + 2, "GET /v1/things/of/{any}"));
        Api api = new Api(API, ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), actions);
        return applied(Snapshot.empty(TenantId.PLATFORM), List.of(new ApiImported(api)));
    }

    private static Snapshot applied(Snapshot snapshot, List<Change> changes) {
        return snapshot.apply(new Entry(snapshot.revision() + 1, Instant.EPOCH, 0, changes));
    }

    @Test
    @Timeout(60)
    void setsManyPrecedencesAtOnce() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= Entry.MOST_CHANGES; i++) {
            changes.add(new PrecedenceSet(API, new ActionId(i), i));
        }
        changes.set(0, new PrecedenceSet(API, new ActionId(2), null));
        Catalogue after = applied(large(), changes).catalogue();
        assertThat(after.precedences()).hasSize(Entry.MOST_CHANGES - 1);
        assertThat(after.endpoints().stream()
                        .filter(e -> e.action().id().value() == 3)
                        .map(e -> e.action().precedence()))
                .containsExactly(3);
    }

    /** Comparing every pair would take 50 million comparisons and 3 s of CPU; a lookup by ends takes 0.1 s. */
    @Test
    @Timeout(20)
    void findsWhichOfTenThousandCustomMethodsOverlap() {
        Api api = new Api(API, ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of());
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            endpoints.add(Endpoint.of(api, action(i, "GET /v1/things/{id}:verb" + i)));
        }
        endpoints.add(Endpoint.of(api, action(10_001, "GET /v1/things/first:{verb}")));
        int[] pairs = new int[1];
        new EndpointTree(endpoints).contests(new StepBudget(1_000_000), (one, other) -> ++pairs[0] > 0);
        assertThat(pairs[0]).as("those of the last one with each other").isEqualTo(10_000);
    }

    /** Comparing every pair would take 40 s of CPU; walking the tree takes 0.2 s. */
    @Test
    @Timeout(20)
    void findsWhichOfTenThousandOverlap() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            Action action = action(i, "GET /v1/things" + i + "/{id}/parts");
            endpoints.add(
                    Endpoint.of(new Api(API, ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of()), action));
        }
        new EndpointTree(endpoints)
                .contests(new StepBudget(1_000_000), (one, other) -> fail(one + " contests " + other));
        assertThat(new Router(endpoints).overlaps(new ActionId(1))).isEmpty();
    }

    /** Comparing all pairs would take 9 million comparisons; beyond a bound, every request is searched as if it were contested. */
    @Test
    @Timeout(60)
    void routesWhereVeryManyOverlap() {
        Api api = new Api(API, ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of());
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 1; i <= 3_000; i++) {
            endpoints.add(Endpoint.of(api, action(i, "GET /{a}/x" + i).withPrecedence(1)));
            endpoints.add(Endpoint.of(api, action(3_000 + i, "GET /y" + i + "/{b}")));
        }
        Router router = new Router(endpoints);
        assertThat(found(router, "/y3000/x3000")).isEqualTo(3_000);
        assertThat(found(router, "/y3000/z")).isEqualTo(6_000);
    }

    private static int found(Router router, String path) {
        return router.route("GET", CanonicalPath.parse(path), Set.of(API)) instanceof Route.Found found
                ? found.endpoint().action().id().value()
                : fail("not found");
    }

    @Test
    void readsNoTemplateAgainForALaterChange() {
        Snapshot first = large();
        Set<Template> read = Collections.newSetFromMap(new IdentityHashMap<>());
        first.catalogue().endpoints().forEach(e -> read.add(e.template()));
        Snapshot later = applied(first, List.of(new PrecedenceSet(API, new ActionId(3), 3)));
        later = applied(later, List.of(new PrecedenceSet(API, new ActionId(3), 4)));
        assertThat(later.catalogue().endpoints())
                .hasSize(ACTIONS + 2)
                .allMatch(e -> read.contains(e.template()), "has a template that was read");
    }

    @Test
    void remembersWhichOverlap() {
        Catalogue catalogue = large().catalogue();
        assertThat(others(catalogue, ACTIONS + 1)).containsExactly(ACTIONS + 2);
        assertThat(others(catalogue, ACTIONS + 2)).containsExactly(ACTIONS + 1);
        assertThat(others(catalogue, 1)).isEmpty();
    }

    private static List<Integer> others(Catalogue catalogue, int action) {
        return catalogue.router().overlaps(new ActionId(action)).stream()
                .map(pair -> pair.other().action().id().value())
                .toList();
    }
}
