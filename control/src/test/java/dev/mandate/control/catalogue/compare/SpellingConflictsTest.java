package dev.mandate.control.catalogue.compare;

import static org.assertj.core.api.Assertions.assertThatCode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One path in two spellings, of two APIs. */
class SpellingConflictsTest {
    private static final String UPSTREAM = "http://127.0.0.1:9";

    private static Api api(String id, String upstream, Action... actions) {
        return new Api(new ApiId(id), ApiKind.SWITCH, upstream, "", List.of(), List.of(actions));
    }

    private static Action action(int id, String key, ActionStatus status) {
        return PlainAction.of(id, key, status, 0);
    }

    private static Action active(int id, String key) {
        return action(id, key, ActionStatus.ACTIVE);
    }

    private static void check(Api known, Api imported) {
        Catalogue catalogue = new Catalogue(Trie.empty(), Map.of(known.id(), known), Map.of(), Map.of(), Map.of());
        SpellingConflicts.check(new Templates(), catalogue, imported);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /b/{x}, GET /B/{y}",
        "GET /b, GET /b.",
        "GET /b, GET /%EF%BD%82%20",
        "GET /pay-{id}, GET /PAY-{id}",
        "GET /b/{x...}, GET /B/{y...}",
        "GET /b, HEAD /B",
        "HEAD /b, GET /B"
    })
    void refusesOnePathInTwoSpellings(String known, String imported) {
        assertThatThrownBy(() -> check(
                        api("one", UPSTREAM, active(1, known)), api("two", "https://localhost:9", active(2, imported))))
                .hasMessageContaining("one path in two spellings")
                .hasMessageContaining("of one")
                .hasMessageContaining("of two");
    }

    @ParameterizedTest
    @CsvSource({"GET /b, POST /B", "GET /b, HEAD /b", "GET /b, GET /B/{x}", "GET /b, GET /b-", "GET /b, GET /b.json"})
    void letsOthersIn(String known, String imported) {
        assertThatCode(() -> check(api("one", UPSTREAM, active(1, known)), api("two", UPSTREAM, active(2, imported))))
                .doesNotThrowAnyException();
    }

    @Test
    void letsThemInWithinOneApi() {
        Api both = api("one", UPSTREAM, active(1, "GET /b"), active(2, "GET /B"));
        assertThatCode(() -> check(both, both)).doesNotThrowAnyException();
    }

    @Test
    void letsThemInOfTwoUpstreams() {
        Api known = api("one", UPSTREAM, active(1, "GET /b"));
        Api imported = api("two", "http://127.0.0.1:10", active(2, "GET /B"));
        assertThatCode(() -> check(known, imported)).doesNotThrowAnyException();
    }

    @Test
    void letsThemInWhereOneIsRetired() {
        Api known = api("one", UPSTREAM, action(1, "GET /b", ActionStatus.RETIRED));
        assertThatCode(() -> check(known, api("two", UPSTREAM, active(2, "GET /B"))))
                .doesNotThrowAnyException();
    }
}
