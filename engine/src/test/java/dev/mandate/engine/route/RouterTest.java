package dev.mandate.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.overlap.EndpointTree;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import dev.mandate.engine.uri.CanonicalPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Set<ApiId> ALL = Set.of(new ApiId("api"));

    private static Endpoint endpoint(String key, int precedence) {
        Action action = new Action(
                new ActionId(1 + Math.floorMod(key.hashCode(), 1_000_000)),
                ActionKey.parse(key),
                ActionStatus.ACTIVE,
                Demand.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                precedence);
        return Endpoint.of(
                new Api(new ApiId("api"), ApiKind.SWITCH, "http://u.test", "", List.of(), List.of(action)), action);
    }

    private static List<Router.Conflict> conflicts(String one, int precedence, String other) {
        return conflicts(List.of(endpoint(one, precedence), endpoint(other, 0)));
    }

    private static List<Router.Conflict> conflicts(List<Endpoint> endpoints) {
        IdentityHashMap<Endpoint, Integer> places = new IdentityHashMap<>();
        endpoints.forEach(endpoint -> places.put(endpoint, places.size()));
        List<Router.Conflict> found = new ArrayList<>();
        new EndpointTree(endpoints).contests(new StepBudget(100_000), (a, b) -> {
            boolean turned = places.getOrDefault(a, 0) > places.getOrDefault(b, 0);
            if (a.conflictsWith(b)) {
                found.add(turned ? new Router.Conflict(b, a) : new Router.Conflict(a, b));
            }
            return true;
        });
        return found;
    }

    @Test
    void namesTwoThatOverlapWithNeitherMoreSpecific() {
        assertThat(conflicts("GET /a/{x}/c", 0, "GET /{y}/b/c")).singleElement().satisfies(c -> {
            assertThat(c.one().action().key()).hasToString("GET /a/{x}/c");
            assertThat(c.other().action().key()).hasToString("GET /{y}/b/c");
        });
        assertThat(conflicts("GET /{a}b", 0, "GET /a{b}")).hasSize(1);
    }

    @Test
    void namesAPathThatBothMatch() {
        assertThat(example("/a/{x}/c", "/{y}/b/c")).isEqualTo("/a/b/c");
        assertThat(example("/{a}b", "/a{b}")).isEqualTo("/ab");
        assertThat(example("/{p}.json", "/report-{id}")).isEqualTo("/report-.json");
        assertThat(example("/files/{path...}", "/{x}/a/b")).isEqualTo("/files/a/b");
        assertThat(example("/{path...}", "/a/{b}/")).isEqualTo("/a/x/");
        assertThat(example("/a/{path...}", "/{x}/{y}/{z...}")).isEqualTo("/a/x/x");
    }

    private static String example(String one, String other) {
        Template a = Template.parse(one);
        Template b = Template.parse(other);
        assertThat(a.overlaps(b)).isTrue();
        CanonicalPath path = CanonicalPath.parse(a.example(b));
        assertThat(a.matches(path) && b.matches(path)).isTrue();
        return b.example(a);
    }

    @Test
    void comparesTailsWithTemplatesOfEveryLength() {
        assertThat(conflicts("GET /a/{t...}", 0, "GET /{x}/b/c")).hasSize(1);
        assertThat(conflicts("GET /a/{t...}", 0, "GET /{x}/{t...}")).isEmpty();
        assertThat(conflicts("GET /a/{t...}", 0, "GET /a/{x}/c")).isEmpty();
        assertThat(conflicts("GET /a/{t...}", 0, "GET /{x}/")).isEmpty();
        assertThat(conflicts("GET /a/{t...}", 1, "GET /a/{u...}")).hasSize(1);
        assertThat(conflicts("GET /a/{t}", 0, "GET /a/{u...}")).isEmpty();
    }

    @Test
    void sharesARequestAmongWhatNothingOrders() {
        Router router = new Router(List.of(endpoint("GET /a/{x}/c", 0), endpoint("GET /{y}/b/c", 0)));
        assertThat(router.route("GET", CanonicalPath.parse("/a/b/c"), ALL))
                .isInstanceOfSatisfying(
                        Route.Shared.class,
                        shared -> assertThat(shared.endpoints())
                                .extracting(e -> e.action().key().template())
                                .containsExactly("/a/{x}/c", "/{y}/b/c"));
        assertThat(router.route("GET", CanonicalPath.parse("/a/x/c"), ALL)).isInstanceOf(Route.Found.class);
    }

    @Test
    void findsNothingWhereTwoApisClaimARequestAndNothingOrdersThem() {
        Endpoint own = endpoint("GET /a/{x}/c", 0);
        Action foreign = endpoint("GET /{y}/b/c", 0).action();
        Api other = new Api(new ApiId("other"), ApiKind.SWITCH, "http://v.test", "", List.of(), List.of(foreign));
        Router router = new Router(List.of(own, Endpoint.of(other, foreign)));
        CanonicalPath both = CanonicalPath.parse("/a/b/c");
        assertThat(router.route("GET", both, Set.of(new ApiId("api"), new ApiId("other"))))
                .isEqualTo(new Route.Unknown());
        assertThat(router.route("GET", both, ALL)).isEqualTo(new Route.Unknown());
    }

    @Test
    void givesTheRequestsOfAnApiThatIsNotEnabledToNoOther() {
        Endpoint wide = endpoint("GET /a/{t...}", 0);
        Action foreign = endpoint("GET /a/{x}", 0).action();
        Api other = new Api(new ApiId("other"), ApiKind.SWITCH, "http://v.test", "", List.of(), List.of(foreign));
        Router router = new Router(List.of(wide, Endpoint.of(other, foreign)));
        CanonicalPath path = CanonicalPath.parse("/a/b");
        assertThat(router.route("GET", path, ALL)).isEqualTo(new Route.Unknown());
        assertThat(router.route("PUT", path, ALL)).isEqualTo(new Route.Unknown());
        assertThat(router.route("PUT", CanonicalPath.parse("/a/b/c"), ALL)).isInstanceOf(Route.OtherMethod.class);
    }

    private static List<String> routed(String path, Endpoint... endpoints) {
        Route route = new Router(List.of(endpoints)).route("GET", CanonicalPath.parse(path), ALL);
        List<Endpoint> found = switch (route) {
            case Route.Found(Endpoint endpoint) -> List.of(endpoint);
            case Route.Shared(List<Endpoint> shared) -> shared;
            case Route.OtherMethod o -> List.of();
            case Route.Unknown u -> List.of();
        };
        return found.stream().map(e -> e.action().key().template()).toList();
    }

    /** Express, ASP.NET and IIS serve the literal. */
    @Test
    void sharesWhatFoldsToALiteral() {
        Endpoint wide = endpoint("GET /y/{id}", 0);
        Endpoint literal = endpoint("GET /y/Salaries", 0);
        for (String spelt :
                List.of("SALARIES", "salaries", "Salaries.", "salaries%20", "%EF%BC%B3alaries", "SALARIES..")) {
            assertThat(routed("/y/" + spelt, wide, literal)).as(spelt).containsExactly("/y/Salaries", "/y/{id}");
        }
        assertThat(routed("/y/Salaries", wide, literal)).containsExactly("/y/Salaries");
        for (String other : List.of("salary", "salariess", ".salaries", "salaries-")) {
            assertThat(routed("/y/" + other, wide, literal)).as(other).containsExactly("/y/{id}");
        }
    }

    @Test
    void sharesWhatTheLiteralsOfAMixedSegmentFoldTo() {
        Endpoint wide = endpoint("GET /{id}", 0);
        Endpoint mixed = endpoint("GET /pay-{id}.x", 0);
        assertThat(routed("/PAY-7.x", wide, mixed)).containsExactly("/pay-{id}.x", "/{id}");
        assertThat(routed("/pay-7.x.", wide, mixed)).containsExactly("/pay-{id}.x", "/{id}");
        assertThat(routed("/pay-7.x", wide, mixed)).containsExactly("/pay-{id}.x");
        assertThat(routed("/a..", endpoint("GET /a{x}", 0), endpoint("GET /a", 0)))
                .containsExactly("/a", "/a{x}");
    }

    /** Where an upstream of folds would prefer the same one, or an operator says so, the request is of one. */
    @Test
    void sharesNothingWhereAFoldLeavesTheOrderAsItIs() {
        assertThat(routed("/Y/a", endpoint("GET /Y/a", 0), endpoint("GET /y/{id}", 0)))
                .containsExactly("/Y/a");
        assertThat(routed("/y/a", endpoint("GET /y/a", 0), endpoint("GET /y/A", 0)))
                .containsExactly("/y/a");
        assertThat(routed("/y/A", endpoint("GET /y/{id}", 1), endpoint("GET /y/a", 0)))
                .containsExactly("/y/{id}");
        assertThat(routed("/y/A", endpoint("GET /y/{id}", 0), endpoint("GET /y/a", 1)))
                .containsExactly("/y/a", "/y/{id}");
        assertThat(routed("/y/A", endpoint("GET /y/{id}", 0), endpoint("POST /y/a", 0)))
                .containsExactly("/y/{id}");
    }

    @Test
    void sharesWhatFoldsBelowATail() {
        Endpoint tail = endpoint("GET /{t...}", 0);
        Endpoint deep = endpoint("GET /a/{x}/c", 0);
        assertThat(routed("/A/7/c", tail, deep)).containsExactly("/a/{x}/c", "/{t...}");
        assertThat(routed("/a/7/C", tail, deep)).containsExactly("/a/{x}/c", "/{t...}");
        assertThat(routed("/a/7/C/", tail, deep)).isEmpty();
        assertThat(routed("/B/7/8", endpoint("GET /{x}/{y}/8", 0), endpoint("GET /b/{t...}", 0)))
                .containsExactly("/b/{t...}", "/{x}/{y}/8");
    }

    @Test
    void takesPrecedenceForAnOrder() {
        assertThat(conflicts("GET /a/{x}/c", 1, "GET /{y}/b/c")).isEmpty();
    }

    @Test
    void letsNoPrecedenceOrderTwoOfOneShape() {
        assertThat(conflicts("GET /a/{x}", 1, "GET /a/{y}")).hasSize(1);
        assertThat(conflicts("GET /a/{x}", 0, "GET /a/{y}")).hasSize(1);
    }

    @Test
    void findsNoConflictWhereOneIsMoreSpecificOrNothingIsShared() {
        assertThat(conflicts("GET /a/{x}", 0, "GET /a/b")).isEmpty();
        assertThat(conflicts("GET /a/{x}.json", 0, "GET /a/{x}")).isEmpty();
        assertThat(conflicts("GET /a/{x}/c", 0, "POST /{y}/b/c")).isEmpty();
        assertThat(conflicts("GET /a/{x}/c", 0, "GET /{y}/b/d")).isEmpty();
    }

    @Test
    void countsHeadAsGetWhereTemplatesOverlap() {
        assertThat(conflicts("HEAD /a/{x}/c", 0, "GET /{y}/b/c")).hasSize(1);
        assertThat(conflicts("HEAD /a/{x}", 0, "GET /a/{y}")).isEmpty();
    }

    /** {@code Aa} and {@code BB} have one hash, and so has whatever is made of either. */
    @Test
    void findsEachOfManyWithOneHashAndNoOther() {
        List<String> names = List.of("AaAa", "AaBB", "BBAa", "BBBB", "a", "b", "c", "d", "e", "f", "g", "");
        Router router = new Router(
                names.stream().map(name -> endpoint("GET /x/" + name, 0)).toList());
        for (String name : names) {
            assertThat(router.route("GET", CanonicalPath.parse("/x/" + name), ALL))
                    .isInstanceOfSatisfying(
                            Route.Found.class,
                            found -> assertThat(found.endpoint().action().key().template())
                                    .isEqualTo("/x/" + name));
        }
        assertThat(router.route("GET", CanonicalPath.parse("/x/BBAA"), ALL)).isEqualTo(new Route.Unknown());
        assertThat(router.route("PUT", CanonicalPath.parse("/x/AaAa"), ALL)).isInstanceOf(Route.OtherMethod.class);
    }

    /** cerbos 3382: an index built from a map in random order decided differently at every start. */
    @Test
    void routesTheSameInWhateverOrderItIsBuilt() {
        Random random = new Random(11);
        List<String> segments =
                List.of("a", "b", "A", "B.", "{p#}", "{p#}.x", "a{p#}", "{p#}-{q#}", "{p#}a", "{t#...}");
        for (int round = 0; round < 200; round++) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                StringBuilder key = new StringBuilder(random.nextBoolean() ? "GET " : "HEAD ");
                for (int k = random.nextInt(3); k >= 0; k--) {
                    String segment = segments.get(random.nextInt(segments.size()));
                    key.append('/').append(segment.replace("#", Integer.toString(k)));
                }
                Endpoint added = endpoint(key.toString(), random.nextInt(3));
                if (endpoints.stream().noneMatch(e -> e.method().equals(added.method()) && e.sameShape(added))) {
                    endpoints.add(added);
                }
            }
            Router one = new Router(endpoints);
            Collections.shuffle(endpoints, random);
            assertSame(one, new Router(endpoints), random);
            assertSame(one, new Router(endpoints, random.nextInt(20)), random);
        }
    }

    @Test
    void findsThePairsThatComparingAllWithAllFinds() {
        Random random = new Random(12);
        List<String> segments = List.of("a", "b", "", "{p#}", "{p#}.x", "a{p#}", "{p#}-{q#}", "{p#}a", "b{p#}.x");
        for (int round = 0; round < 500; round++) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                endpoints.add(endpoint(randomKey(random, segments), random.nextInt(2)));
            }
            List<String> conflicts = new ArrayList<>();
            List<String> contests = new ArrayList<>();
            List<String> overlaps = new ArrayList<>();
            for (int i = 0; i < endpoints.size(); i++) {
                for (int j = 0; j < endpoints.size(); j++) {
                    Router.Conflict pair = new Router.Conflict(endpoints.get(i), endpoints.get(j));
                    if (i < j && pair.one().conflictsWith(pair.other())) {
                        conflicts.add(named(pair));
                    }
                    if (pair.one().contests(pair.other())) {
                        contests.add(named(pair));
                    }
                    if (pair.one().template().overlaps(pair.other().template())) {
                        overlaps.add(named(pair));
                    }
                }
            }
            assertThat(conflicts(endpoints))
                    .extracting(RouterTest::named)
                    .containsExactlyInAnyOrderElementsOf(conflicts);
            EndpointTree some = new EndpointTree(endpoints);
            EndpointTree others = new EndpointTree(endpoints);
            List<String> found = new ArrayList<>();
            assertThat(some.contests(
                            others, new StepBudget(100_000), (a, b) -> found.add(named(new Router.Conflict(a, b)))))
                    .isTrue();
            assertThat(found).containsExactlyInAnyOrderElementsOf(contests);
            found.clear();
            assertThat(some.overlaps(
                            others, new StepBudget(100_000), (a, b) -> found.add(named(new Router.Conflict(a, b)))))
                    .isTrue();
            assertThat(found).containsExactlyInAnyOrderElementsOf(overlaps);
        }
    }

    @Test
    void breaksOffAfterSoManySteps() {
        List<Endpoint> wide = new ArrayList<>();
        List<Endpoint> deep = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            wide.add(endpoint("GET /{a}/x" + i, 0));
            deep.add(endpoint("GET /y" + i + "/{b}", 0));
        }
        int[] pairs = new int[1];
        StepBudget budget = new StepBudget(10_000);
        assertThat(new EndpointTree(wide).overlaps(new EndpointTree(deep), budget, (a, b) -> ++pairs[0] > 0))
                .isFalse();
        assertThat(pairs[0]).isBetween(1, 10_000);
        assertThat(new EndpointTree(deep).contests(budget, (a, b) -> true))
                .as("another walk with the same budget")
                .isFalse();
        assertThat(new EndpointTree(wide).overlaps(new EndpointTree(deep), new StepBudget(10_000), (a, b) -> false))
                .as("the visitor has enough")
                .isTrue();
    }

    @Test
    void breaksOffAtLiteralsThatNoPatternMatches() {
        List<Endpoint> patterns = new ArrayList<>();
        List<Endpoint> literals = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            patterns.add(endpoint("GET /a{x}b" + i + "c{y}d", 0));
            literals.add(endpoint("GET /a" + i + "d", 0));
        }
        assertThat(new EndpointTree(patterns)
                        .overlaps(new EndpointTree(literals), new StepBudget(10_000), (a, b) -> fail("overlaps")))
                .isFalse();
    }

    private static String named(Router.Conflict pair) {
        return pair.one().action().key() + " | " + pair.other().action().key();
    }

    private static String randomKey(Random random, List<String> segments) {
        StringBuilder key = new StringBuilder(random.nextBoolean() ? "GET " : "HEAD ");
        int length = random.nextInt(3);
        for (int k = 0; k <= length; k++) {
            String segment = segments.get(random.nextInt(segments.size()));
            boolean inner = segment.isEmpty() && k < length;
            key.append('/').append(inner ? "c" : segment.replace("#", Integer.toString(k)));
        }
        return key + (random.nextInt(5) == 0 && !key.toString().endsWith("/") ? "/{t...}" : "");
    }

    private static void assertSame(Router one, Router other, Random random) {
        List<String> values =
                List.of("a", "b", "aa", "a-a", "b.x", "ab.x", "a-b.x", "c", "A", "B", "b.", "A.X", "%EF%BC%A1");
        for (int i = 0; i < 100; i++) {
            StringBuilder path = new StringBuilder();
            for (int k = random.nextInt(3); k >= 0; k--) {
                path.append('/').append(values.get(random.nextInt(values.size())));
            }
            CanonicalPath asked = CanonicalPath.parse(path.toString());
            for (String method : List.of("GET", "HEAD", "POST")) {
                assertThat(one.route(method, asked, ALL)).isEqualTo(other.route(method, asked, ALL));
            }
        }
    }
}
