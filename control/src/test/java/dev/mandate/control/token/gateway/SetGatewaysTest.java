package dev.mandate.control.token.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.protocol.form.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetGatewaysTest {
    private static final String KEY = "a-gateway-key-of-thirty-two-or-more";
    // sha256sum of the line above, without a line end
    private static final String DIGEST = "sha256:eb098e47f02bd52951a92967c300a26ceb3e28399e2521bca9320788df14a7f4";

    @Test
    void knowsAKeyInEitherForm() {
        assertThat(known(List.of(KEY), KEY)).isTrue();
        assertThat(known(List.of("x".repeat(40), DIGEST), KEY)).isTrue();
        assertThat(known(List.of(DIGEST), DIGEST)).isFalse();
        assertThat(known(List.of(KEY), KEY + "x")).isFalse();
    }

    @Test
    void letsNobodyInWithoutKeys() {
        assertThat(known(List.of(), KEY)).isFalse();
        assertThat(known(List.of(), "")).isFalse();
    }

    @Test
    void refusesAShortKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> new SetGateways(List.of("hunter2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mandate.gateway-keys")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesAGatewayByItsDigestAlone() {
        assertThat(new SetGateways(List.of(KEY)).ids()).containsExactly("gateway-set-" + DIGEST.substring(7, 23));
        assertThat(new SetGateways(List.of(KEY)).holder(digest(KEY)))
                .contains("gateway-set-" + DIGEST.substring(7, 23));
    }

    private static boolean known(List<String> keys, String shown) {
        return new SetGateways(keys).holder(digest(shown)).isPresent();
    }

    private static Digest digest(String key) {
        return Digest.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
