package dev.mandate.control.catalogue.compare;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which other APIs an import compares its templates with. */
class TemplatesTest {
    private static Api api(String id, int action, String basePath) {
        Action only = PlainAction.of(action, "GET " + basePath + "/{x}", ActionStatus.ACTIVE, 0);
        return new Api(new ApiId(id), ApiKind.SWITCH, "http://127.0.0.1:9", basePath, List.of(), List.of(only));
    }

    private static boolean compares(String basePath, String other) {
        Api imported = api("imported", 1, basePath);
        Api before = api("before", 2, other);
        Catalogue catalogue = new Catalogue(Trie.empty(), Map.of(before.id(), before), Map.of(), Map.of(), Map.of());
        return !new Templates().others(catalogue, imported).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/sales", "/sales/eu", "/Sales", "/sales.", "/s%61les"})
    void comparesThoseThatMayShareARequest(String other) {
        assertThat(compares("/sales", other)).isTrue();
        assertThat(compares(other, "/sales")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/media", "/sales2", "/media/sales", "/sales-eu"})
    void leavesOutThoseThatABasePathKeepsApart(String other) {
        assertThat(compares("/sales", other)).isFalse();
        assertThat(compares(other, "/sales")).isFalse();
    }
}
