package dev.mandate.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    @ParameterizedTest
    @CsvSource({
        "TRADER_VIEWER, TRADER, VIEWER",
        "TRADERONBOARDERPROPOSAL_ACCEPTER, TRADERONBOARDERPROPOSAL, ACCEPTER",
        "A_B_VIEWER, A_B, VIEWER",
        "A1_X, A1, X"
    })
    void splitsAnEntityRoleAtTheLastUnderscore(String name, String entity, String scope) {
        EntityRole role = new EntityRole(name);
        assertThat(role.entity()).isEqualTo(entity);
        assertThat(role.scope()).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "A", "A_", "_A", "trader_VIEWER", "TRADER-VIEWER", "TRADER VIEWER", "A_B\n"})
    void refusesWhatIsNoEntityAndScope(String name) {
        assertThatThrownBy(() -> new EntityRole(name)).hasMessageContaining("`{ENTITY}_{SCOPE}`");
    }

    private static RoleOffer derived(String role) {
        return RoleOffer.derived(new EntityRole(role), Set.of("accept"));
    }

    @Test
    void derivesWhatARoleGrantsFromItsScope() {
        assertThat(derived("TRADER_VIEWER").operations()).containsExactly("read");
        assertThat(derived("TRADER_ADMINISTRATOR").operations())
                .containsExactlyInAnyOrder("create", "read", "update", "delete");
        assertThat(derived("TRADER_ACCEPTER").operations()).containsExactly("accept");
    }

    @Test
    void grantsOnItsOwnEntityAlone() {
        assertThat(derived("A_B_VIEWER").grants(new Need("A_B", "read"))).isTrue();
        assertThat(derived("A_B_VIEWER").grants(new Need("A", "read"))).isFalse();
        assertThat(derived("A_B_VIEWER").grants(new Need("A_B", "update"))).isFalse();
    }

    @Test
    void letsAdministratorsStandAlone() {
        assertThatThrownBy(() -> new Demand(Set.of(), true, true)).hasMessageContaining("stands alone");
        assertThatThrownBy(() -> new Demand(Set.of(new Need("A", "read")), false, true))
                .hasMessageContaining("stands alone");
        assertThat(new Demand(Set.of(new Need("A", "read")), true, false).self())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET", "GET/a", " /a", "GET  /a", "GET /a b", "GET a"})
    void refusesWhatIsNoActionKey(String text) {
        assertThatThrownBy(() -> ActionKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsBackAnActionKey() {
        assertThat(ActionKey.parse("GET /a/{b}")).hasToString("GET /a/{b}");
    }
}
