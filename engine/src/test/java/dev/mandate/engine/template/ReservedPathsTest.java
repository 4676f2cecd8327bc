package dev.mandate.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.uri.CanonicalPath;
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
                "/.well-known/authzen-configuration",
                "/Access/v1/evaluation",
                "/USER-SERVICES/users/me/saleschannel-binding",
                "/OAuth2/token",
                "/user-services./x",
                "/o%C3%A0uth2%20",
                "/%EF%BD%8Fauth2/token",
                "/oauth2%E2%80%8B/token",
                "/.Well-Known/OAuth-authorization-server."
            })
    void areKnownInEverySpelling(String path) {
        assertThat(ReservedPaths.contain(CanonicalPath.parse(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/accessory",
                "/oauth-2/token",
                "/v1/access",
                "/.well-known",
                "/.well-known/openid-configuration/",
                "/.well-known/oauth-authorization-server/"
            })
    void leaveAllOthersFree(String path) {
        assertThat(ReservedPaths.contain(CanonicalPath.parse(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/access/{x}",
                "/%6Fauth2/{path...}",
                "/user-services",
                "/connect/",
                "/OAuth2/token",
                "/USER-SERVICES/users/{u}",
                "/user-services./x"
            })
    void coverTemplatesBelowThem(String template) {
        assertThat(ReservedPaths.coverAll(Template.parse(template))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/{a}/{b}/{c}",
                "/{path...}",
                "/acc{x}",
                "/.well-known/{name}",
                "/{a}/",
                "/ACC{x}",
                "/.WELL-known/{name}"
            })
    void overlapTemplatesThatCanMatchThem(String template) {
        assertThat(ReservedPaths.overlap(Template.parse(template))).isTrue();
        assertThat(ReservedPaths.coverAll(Template.parse(template))).isFalse();
    }
}
