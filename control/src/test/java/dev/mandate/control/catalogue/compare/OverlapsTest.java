package dev.mandate.control.catalogue.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.catalogue.PlainAction;
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

/** Pairs of templates that nothing orders, as a catalogue of an earlier release may have them. */
class OverlapsTest {
    private static Api api(String id, int action, String template) {
        return api(id, List.of(action(action, template, 0)));
    }

    private static Api api(String id, List<Action> actions) {
        return new Api(new ApiId(id), ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), actions);
    }

    private static Action action(int id, String template, int precedence) {
        return PlainAction.of(id, "GET " + template, ActionStatus.ACTIVE, precedence);
    }

    private static List<Action> many(int firstId, String template, int precedence) {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> action(firstId + i, template.formatted(i), precedence))
                .toList();
    }

    private static void assertRefusesAsTooMany(Catalogue catalogue, Api api) {
        assertThatThrownBy(() -> Overlaps.check(new Templates(), catalogue, api))
                .hasMessageContaining("cannot be compared within 1000000 steps");
    }

    /** Nine million pairs, which take seconds in the import and at every gateway. */
    @Test
    @Timeout(60)
    void refusesMoreOverlapsOfAnApiThanAreCompared() {
        Catalogue catalogue = of(api("one", 1, "/v"), api("two", 2, "/w"));
        List<Action> wide = many(10, "/{a}/x%d", 1);
        List<Action> ordered = Stream.concat(wide.stream(), many(4_000, "/y%d/{b}", 0).stream())
                .toList();
        assertRefusesAsTooMany(catalogue, api("three", ordered));
        List<Action> unordered = Stream.concat(wide.stream(), many(4_000, "/y%d/{b}", 1).stream())
                .toList();
        assertRefusesAsTooMany(catalogue, api("three", unordered));
    }

    @Test
    @Timeout(60)
    void refusesMoreOverlapsWithAnotherApiThanAreCompared() {
        Catalogue catalogue = of(api("one", many(10, "/{a}/x%d", 1)), api("two", 2, "/w"));
        assertRefusesAsTooMany(catalogue, api("three", many(4_000, "/y%d/{b}", 0)));
        assertThat(Overlaps.check(new Templates(), catalogue, api("three", many(4_000, "/z/y%d/{b}", 0))))
                .isEmpty();
    }

    private static Catalogue of(Api one, Api other) {
        return new Catalogue(Trie.empty(), Map.of(one.id(), one, other.id(), other), Map.of(), Map.of(), Map.of());
    }

    @Test
    void refusesNoApiForAPairOfTwoOthers() {
        Catalogue catalogue = of(api("one", 1, "/{a}/x"), api("two", 2, "/y/{b}"));
        assertThat(Overlaps.check(new Templates(), catalogue, api("three", 3, "/z")))
                .isEmpty();
    }

    @Test
    void warnsOfRequestsThatAnApiTakesFromAWiderTemplateOfAnother() {
        Catalogue catalogue = of(api("one", 1, "/jobs/{id}"), api("two", 2, "/w"));
        assertThat(Overlaps.check(new Templates(), catalogue, api("three", 3, "/jobs/latest")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("`GET /jobs/latest` takes its requests from `GET /jobs/{id}` of api `one`", "404"));
        assertThat(Overlaps.check(new Templates(), catalogue, api("three", 3, "/{any...}")))
                .isEmpty();
    }

    @Test
    void namesTheCommandThatOrdersAPair() {
        Catalogue catalogue = of(api("one", 1, "/{a}/x"), api("two", 2, "/w"));
        assertThatThrownBy(() -> Overlaps.check(new Templates(), catalogue, api("three", 3, "/y/{b}")))
                .hasMessageContaining("`mandate precedence`");
    }

    @Test
    void advisesNoPrecedenceForOneShape() {
        Catalogue catalogue = of(api("one", 1, "/a/{x}"), api("two", 2, "/w"));
        assertThatThrownBy(() -> Overlaps.check(new Templates(), catalogue, api("three", 3, "/a/{y}")))
                .hasMessageContaining("no precedence orders two of one shape");
    }
}
