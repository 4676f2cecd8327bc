package dev.mandate.engine.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTypesTest {
    private static final List<Function<String, Object>> IDS = List.of(
            ApiId::new,
            AppId::new,
            CredentialId::new,
            GroupId::new,
            RoleId::new,
            SpaceId::new,
            TenantId::new,
            UserId::new);

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "_", "-", "a-B_9"})
    void takesLettersDigitsUnderscoreAndHyphen(String value) {
        assertThat(IDS).allSatisfy(id -> assertThat(id.apply(value)).hasToString(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a b", "a.b", "a:b", "é", "a\n", "%41", "\u0661"})
    void refusesEveryOtherCharacter(String value) {
        assertThat(IDS)
                .allSatisfy(id -> assertThatThrownBy(() -> id.apply(value))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("\\w+ id `[^\n]*` must be 1 to 64 characters .*"));
        assertThat(SpaceId.ifWellFormed(value)).isEmpty();
    }

    @Test
    void takesSixtyFourCharactersAndNotOneMore() {
        assertThat(IDS).allSatisfy(id -> {
            assertThat(id.apply("x".repeat(64))).hasToString("x".repeat(64));
            assertThatThrownBy(() -> id.apply("x".repeat(65))).hasMessageContaining("xxx...`");
        });
    }

    @Test
    void numbersActionsFromOne() {
        assertThat(new ActionId(1)).hasToString("1");
        assertThatThrownBy(() -> new ActionId(0)).hasMessageContaining("`0`");
    }

    @Test
    void knowsTheBuiltInRoles() {
        assertThat(RoleId.OWNER.builtIn()).isTrue();
        assertThat(RoleId.ADMINISTRATOR.builtIn()).isTrue();
        assertThat(new RoleId("Owner").builtIn()).isFalse();
    }
}
