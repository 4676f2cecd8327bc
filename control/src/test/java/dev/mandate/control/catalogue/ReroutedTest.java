package dev.mandate.control.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Trie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an import says of requests that go to another action than before. */
class ReroutedTest {
    private static final Catalogue EMPTY = new Catalogue(Trie.empty(), Map.of(), Map.of(), Map.of(), Map.of());

    private static Action action(int id, String key, ActionStatus status, int precedence) {
        return new Action(
                new ActionId(id),
                ActionKey.parse(key),
                status,
                Demand.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                precedence);
    }

    private static Action active(int id, String key) {
        return action(id, key, ActionStatus.ACTIVE, 0);
    }

    private static Api api(Action... actions) {
        return new Api(new ApiId("x"), ApiKind.SWITCH, "http://127.0.0.1:9", "", List.of(), List.of(actions));
    }

    private static List<String> warnings(Api before, Api after) {
        return Rerouted.warnings(EMPTY, before, after).stream()
                .map(Finding::message)
                .toList();
    }

    @Test
    void namesTheWiderActionThatTakesOver() {
        Action wide = active(1, "GET /x/{p}");
        Action lost = active(2, "GET /x/salaries");
        Api after = api(wide, lost.with(ActionStatus.RETIRED));
        assertThat(warnings(api(wide, lost), after))
                .containsExactly("requests that `GET /x/salaries` had are requests of `GET /x/{p}` from now on:"
                        + " whoever holds that can make them");
    }

    @Test
    void namesThePairThatIsOrderedAnew() {
        Api before = api(active(1, "GET /a/{x}"), active(2, "GET /{y}/b"));
        Api after = api(active(1, "GET /a/{x}"), action(2, "GET /{y}/b", ActionStatus.ACTIVE, 5));
        assertThat(warnings(before, after))
                .containsExactly("requests that match `GET /a/{x}` and `GET /{y}/b` needed both; from now on"
                        + " `GET /{y}/b` alone has them");
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
}
