package dev.mandate.protocol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.template.ReservedPaths;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.protocol.problem.ProblemTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ControlPath.TOKEN,
                ControlPath.TOKEN_ALIAS,
                ControlPath.TOKEN_KEYS,
                ControlPath.METADATA,
                ControlPath.IDENTITY_KEYS,
                ControlPath.USER_SERVICES + "users/me",
                ProblemTypes.PATH + "not_found"
            })
    void isForwardedAndIsNoPathOfAPartnerApi(String path) {
        assertThat(ControlPath.isForwarded(path)).isTrue();
        assertThat(ReservedPaths.contain(CanonicalPath.parse(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/user-services",
                "/oauth2",
                "/connect/other",
                "/.well-known/authzen-configuration",
                "/.well-known/openid-configuration",
                "/api/v1/users",
                "/internal/decisions",
                "/v1/tasks/7"
            })
    void isNotForwarded(String path) {
        assertThat(ControlPath.isForwarded(path)).isFalse();
    }
}
