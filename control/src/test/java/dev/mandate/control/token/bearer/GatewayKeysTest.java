package dev.mandate.control.token.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class GatewayKeysTest {
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
        assertThatThrownBy(() -> new GatewayKeys(List.of("hunter2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mandate.gateway-keys")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesAGatewayByItsDigestAlone() {
        assertThat(new GatewayKeys(List.of(KEY)).authenticate(bearer(KEY)).getName())
                .isEqualTo("gateway-" + DIGEST.substring(7, 15));
    }

    private static boolean known(List<String> keys, String shown) {
        try {
            return new GatewayKeys(keys).authenticate(bearer(shown)).isAuthenticated();
        } catch (InvalidBearerTokenException e) {
            return false;
        }
    }

    private static BearerTokenAuthenticationToken bearer(String token) {
        return new BearerTokenAuthenticationToken(token.isEmpty() ? "-" : token);
    }
}
