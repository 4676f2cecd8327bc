package dev.mandate.control.catalogue.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.catalogue.PlainAction;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.trie.Trie;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an import says of requests that go to another action than before. */
class RerouteSearchTest {
    private static final Catalogue EMPTY = new Catalogue(Trie.empty(), Map.of(), Map.of(), Map.of(), Map.of());

    private static Action action(int id, String key, ActionStatus status, int precedence) {
        return PlainAction.of(id, key, status, precedence);
    }

    private static Action active(int id, String key) {
        return action(id, key, ActionStatus.ACTIVE, 0);
    }

    private static Api api(Action... actions) {
        return new Api(new ApiId("x"), ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of(actions));
    }

    private static Api other(Action... actions) {
        return new Api(new ApiId("y"), ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of(actions));
    }

    private static List<String> warnings(Api before, Api after) {
        return warnings(EMPTY, before, after);
    }

    private static List<String> warnings(Catalogue catalogue, Api before, Api after) {
        return reroutes(catalogue, before, after).warnings().stream()
                .map(Finding::message)
                .toList();
    }

    private static Reroutes reroutes(Catalogue catalogue, Api before, Api after) {
        return RerouteSearch.of(
                new Templates(), new CatalogueDiff.Side(catalogue, before), new CatalogueDiff.Side(catalogue, after));
    }

    private static String left(String from, String to) {
        return "requests that " + from + " had are requests of " + to
                + " from now on: whoever holds that can make them";
    }

    @Test
    void namesTheWiderActionThatTakesOver() {
        Action wide = active(1, "GET /x/{p}");
        Action lost = active(2, "GET /x/salaries");
        Api after = api(wide, lost.with(ActionStatus.RETIRED));
        assertThat(warnings(api(wide, lost), after)).containsExactly(left("`GET /x/salaries`", "`GET /x/{p}`"));
    }

    @Test
    void namesTheNearestOfSeveralThatAreWider() {
        Action lost = active(2, "GET /x/salaries");
        Action[] wider = {active(1, "GET /{all...}"), active(3, "GET /x/{p}"), active(4, "GET /{q}/salaries")};
        Api before = api(wider[0], wider[1], wider[2], lost);
        Api after = api(wider[0], wider[1], wider[2], lost.with(ActionStatus.RETIRED));
        assertThat(warnings(before, after))
                .containsExactly(
                        left("`GET /x/salaries`", "`GET /x/{p}`"), left("`GET /x/salaries`", "`GET /{q}/salaries`"));
    }

    @Test
    void namesAnActionOfAnotherApi() {
        Catalogue catalogue = new Catalogue(
                Trie.empty(),
                Map.of(new ApiId("y"), other(active(7, "GET /{q}/salaries"))),
                Map.of(),
                Map.of(),
                Map.of());
        Action lost = active(2, "GET /x/salaries");
        assertThat(warnings(catalogue, api(lost), api(lost.with(ActionStatus.RETIRED))))
                .containsExactly(left("`GET /x/salaries` of api `x`", "`GET /{q}/salaries` of api `y`"));
    }

    @Test
    void namesTheActionOfGetWhereHeadIsListedNoMore() {
        Action get = active(1, "GET /x");
        Action head = active(2, "HEAD /x");
        assertThat(warnings(api(get, head), api(get, head.with(ActionStatus.RETIRED))))
                .containsExactly(left("`HEAD /x`", "`GET /x`"));
        assertThat(warnings(api(get, head), api(get.with(ActionStatus.RETIRED), head)))
                .isEmpty();
    }

    @Test
    void saysNothingOfRequestsThatTheOtherActionHadBefore() {
        Action lost = active(1, "GET /x/{p}");
        Action inside = active(2, "GET /x/a");
        Action first = action(3, "GET /{q}/b", ActionStatus.ACTIVE, 1);
        assertThat(warnings(api(lost, inside, first), api(lost.with(ActionStatus.RETIRED), inside, first)))
                .isEmpty();
    }

    private static String ordered(String from, String to) {
        return "requests that match `" + from + "` and `" + to + "` are requests of `" + to
                + "` alone from now on: whoever holds that can make them";
    }

    @Test
    void namesThePairThatIsOrderedAnew() {
        Action x = active(1, "GET /a/{x}");
        Api before = api(x, active(2, "GET /{y}/b"));
        Api after = api(x, action(2, "GET /{y}/b", ActionStatus.ACTIVE, 5));
        Api back = api(x, action(2, "GET /{y}/b", ActionStatus.ACTIVE, -5));
        assertThat(warnings(before, after)).containsExactly(ordered("GET /a/{x}", "GET /{y}/b"));
        assertThat(warnings(after, back)).containsExactly(ordered("GET /{y}/b", "GET /a/{x}"));
        assertThat(warnings(after, before)).isEmpty();
    }

    @Test
    void saysNothingWhereNoRequestMoves() {
        Api before = api(active(1, "GET /a/{x}"), active(2, "GET /{y}/b"), active(3, "PUT /c"));
        assertThat(warnings(before, before)).isEmpty();
        assertThat(warnings(
                        before,
                        api(
                                active(1, "GET /a/{x}"),
                                active(2, "GET /{y}/b"),
                                active(3, "PUT /c").with(ActionStatus.RETIRED))))
                .isEmpty();
    }

    private static String spelled(String other, String written) {
        return "requests that match `" + written + "`, and `" + other + "` in another spelling, are requests of `"
                + written + "` alone from now on: whoever holds that can make them";
    }

    @Test
    void namesAPrecedenceThatEndsTheSharingOfSpellings() {
        Action literal = active(1, "GET /reports/salaries");
        Action wide = active(2, "GET /reports/{id}");
        Action first = action(2, "GET /reports/{id}", ActionStatus.ACTIVE, 1);
        Action last = action(1, "GET /reports/salaries", ActionStatus.ACTIVE, -1);
        String message = spelled("GET /reports/salaries", "GET /reports/{id}");
        assertThat(warnings(api(literal, wide), api(literal, first))).containsExactly(message);
        assertThat(warnings(api(literal, wide), api(last, wide))).containsExactly(message);
        assertThat(reroutes(EMPTY, api(literal, wide), api(literal, first)).mayWiden())
                .isTrue();
        assertThat(warnings(api(literal, first), api(literal, wide)))
                .as("shared again")
                .isEmpty();
        assertThat(warnings(api(last, wide), api(last, first)))
                .as("shared by neither")
                .isEmpty();
    }

    @Test
    void namesSpellingsThatAnActionLeavesBehind() {
        Action lost = active(1, "GET /Y/a");
        Action written = active(2, "GET /y/{id}");
        assertThat(warnings(api(lost, written), api(lost.with(ActionStatus.RETIRED), written)))
                .containsExactly(spelled("GET /Y/a", "GET /y/{id}"));
        Action later = active(3, "GET /Y/a");
        Action first = action(2, "GET /y/{id}", ActionStatus.ACTIVE, 1);
        assertThat(warnings(api(later, written), api(later.with(ActionStatus.RETIRED), first)))
                .as("and is ordered anew")
                .containsExactly(spelled("GET /Y/a", "GET /y/{id}"));
    }

    @Test
    void namesSpellingsOfWhichNoNearerActionMatchesAll() {
        Action literal = active(1, "GET /reports/salaries");
        Action near = active(2, "GET /reports/{id}");
        Action far = active(3, "GET /{any...}");
        Action first = action(3, "GET /{any...}", ActionStatus.ACTIVE, 1);
        assertThat(warnings(api(literal, near, far), api(literal, near, first)))
                .as("of /REPORTS/SALARIES and of /REPORTS/7")
                .containsExactly(
                        spelled("GET /reports/salaries", "GET /{any...}"),
                        spelled("GET /reports/{id}", "GET /{any...}"));
    }

    private static Api at(String upstream, Api api) {
        return new Api(api.id(), api.kind(), upstream, api.basePath(), api.offers(), api.actions());
    }

    private static Catalogue with(Api api) {
        return new Catalogue(Trie.empty(), Map.of(api.id(), api), Map.of(), Map.of(), Map.of());
    }

    @Test
    void namesSpellingsThatAnotherServerEnds() {
        Action literal = active(1, "GET /r/salary");
        Action wide = active(2, "GET /r/{id}");
        String elsewhere = "http://127.0.0.1:10";
        String message =
                "requests that match `GET /r/{id}` of api `%s`, and `GET /r/salary` of api `%s` in another spelling,"
                        + " are requests of `GET /r/{id}` of api `%s` alone from now on: whoever holds that can make them";
        assertThat(warnings(with(other(wide)), api(literal), at(elsewhere, api(literal))))
                .containsExactly(message.formatted("y", "x", "y"));
        assertThat(warnings(with(other(literal)), api(wide), at(elsewhere, api(wide))))
                .containsExactly(message.formatted("x", "y", "x"));
        assertThat(reroutes(with(other(wide)), api(literal), at(elsewhere, api(literal)))
                        .mayWiden())
                .isTrue();
        assertThat(warnings(with(other(wide)), at(elsewhere, api(literal)), api(literal)))
                .as("nobody has them from now on")
                .isEmpty();
        assertThat(warnings(with(other(wide)), api(literal), at("https://LOCALHOST:9", api(literal))))
                .as("the same server")
                .isEmpty();
        assertThat(warnings(api(literal, wide), at(elsewhere, api(literal, wide))))
                .as("both move")
                .isEmpty();
    }

    /** Actions with templates of which each of the one kind overlaps each of the other. */
    private static List<Action> crossing(int count, int firstId, String template, ActionStatus status) {
        return IntStream.range(0, count)
                .mapToObj(i -> action(firstId + i, "GET " + template.formatted(i), status, 0))
                .toList();
    }

    private static Api api(Stream<Action> actions) {
        return api(actions.toArray(Action[]::new));
    }

    @Test
    void neverMissesAGainAmongManyThatWaitForActivation() {
        List<Action> pending = crossing(300, 10, "/{a}/x%03d", ActionStatus.PENDING);
        Action last = active(1, "GET /{z...}");
        Action lost = active(2, "GET /y/{b}");
        Api before = api(Stream.concat(Stream.of(last, lost), pending.stream()));
        Api after = api(Stream.concat(Stream.of(last, lost.with(ActionStatus.RETIRED)), pending.stream()));
        Reroutes reroutes = reroutes(EMPTY, before, after);
        assertThat(reroutes.first()).hasSize(Reroutes.MOST);
        assertThat(reroutes.count()).isEqualTo(301);
        assertThat(reroutes.widening().map(r -> r.to().action().key())).hasValue(last.key());
        assertThat(reroutes.mayWiden()).isTrue();
    }

    /** Comparing all with all, and the takers of each with each other, takes minutes. */
    @Test
    @Timeout(20)
    void breaksOffWhereVeryManyOverlap() {
        List<Action> wide = crossing(3_000, 1, "/{a}/x%d", ActionStatus.PENDING);
        List<Action> lost = crossing(3_000, 3_001, "/y%d/{b}", ActionStatus.ACTIVE);
        Api before = api(Stream.concat(wide.stream(), lost.stream()));
        Api after = api(Stream.concat(wide.stream(), lost.stream().map(a -> a.with(ActionStatus.RETIRED))));
        Reroutes reroutes = reroutes(EMPTY, before, after);
        assertThat(reroutes.complete()).isFalse();
        assertThat(reroutes.mayWiden()).as("nobody knows that none is gained").isTrue();
        assertThat(reroutes.count()).isGreaterThan(100_000);
        assertThat(reroutes.warnings()).hasSize(Reroutes.MOST + 1);
        Api ordered = api(Stream.concat(wide.stream().map(a -> a.withPrecedence(1)), lost.stream()));
        assertThat(reroutes(EMPTY, before, ordered).complete()).isFalse();
    }
}
