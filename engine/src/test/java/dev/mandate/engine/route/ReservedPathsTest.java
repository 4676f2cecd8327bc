package dev.mandate.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/access",
                "/access/",
                "/access/v1/evaluation",
                "/%61ccess/v1/evaluation",
                "/x/../oauth2/token",
                "/%6Fauth2",
                "/connect/token",
                "/forward-auth",
                "/user-services/users/me/",
                "/.well-known/oauth-authorization-server",
                "/.well-known/mandate-identity-jwks.json",
                "/.well-known/mandate-problems/not_found",
                "/.well-known/authzen-configuration"
            })
    void areKnownInEverySpelling(String path) {
        assertThat(ReservedPaths.contain(CanonicalPath.parse(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/Access/v1/evaluation",
                "/accessory",
                "/v1/access",
                "/.well-known",
                "/.well-known/openid-configuration/",
                "/.well-known/oauth-authorization-server/"
            })
    void leaveAllOthersFree(String path) {
        assertThat(ReservedPaths.contain(CanonicalPath.parse(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/access/{x}", "/%6Fauth2/{path...}", "/user-services", "/connect/"})
    void coverTemplatesBelowThem(String template) {
        assertThat(ReservedPaths.coverAll(Template.parse(template))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{a}/{b}/{c}", "/{path...}", "/acc{x}", "/.well-known/{name}", "/{a}/"})
    void overlapTemplatesThatCanMatchThem(String template) {
        assertThat(ReservedPaths.overlap(Template.parse(template))).isTrue();
        assertThat(ReservedPaths.coverAll(Template.parse(template))).isFalse();
    }
}
