package dev.mandate.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"AB_", "_AB", "ABC", "A-B_C", "a_b"})
    void refusesRolesWithoutEntityOrScope(String name) {
        assertThatThrownBy(() -> new EntityRole(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheShortestOfNames() {
        assertThat(new EntityRole("A_B")).hasToString("A_B");
        assertThat(ActionKey.parse("G /")).isEqualTo(new ActionKey("G", "/"));
    }

    @Test
    void activatesWhatIsPendingAndNamed() {
        List<Action> actions = List.of(
                action(1, ActionStatus.PENDING), action(2, ActionStatus.PENDING), action(3, ActionStatus.RETIRED));
        Api api = new Api(new ApiId("api"), ApiKind.SWITCH, "", "", List.of(), actions);
        assertThat(api.activated(Set.of(new ActionId(1), new ActionId(3))).actions())
                .extracting(Action::status)
                .containsExactly(ActionStatus.ACTIVE, ActionStatus.PENDING, ActionStatus.RETIRED);
    }

    private static Action action(int id, ActionStatus status) {
        ActionKey key = new ActionKey("GET", "/" + id);
        return new Action(new ActionId(id), key, status, Demand.NONE, Optional.empty(), Optional.empty(), List.of(), 0);
    }
}
