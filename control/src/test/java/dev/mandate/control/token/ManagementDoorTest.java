package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mandate.engine.Position;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange.AppDisabled;
import dev.mandate.engine.change.AppChange.AppRemoved;
import dev.mandate.engine.change.AppChange.AppScopesSet;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.AppTokensRevoked;
import dev.mandate.engine.change.CredentialChange.CredentialWithdrawn;
import dev.mandate.engine.change.TenantChange.StatusSet;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange.UserDisabled;
import dev.mandate.engine.change.UserChange.UserEnabled;
import dev.mandate.engine.change.UserChange.UserRemoved;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6750 at the management doors, over HTTP. */
class ManagementDoorTest {
    private static final String ME = "/api/v1/me";

    private final Node node = Node.shared();
    private final Http http = new Http(node);

    @Test
    void tellsAControllerWhoAsks() {
        Studio studio = Studio.open(node, ManagementScope.ADMIN, ManagementScope.ASK);
        Http.Answer answer = http.get(ME, "Authorization", studio.bearer());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("tenant")).isEqualTo(studio.tenant().value());
        assertThat(answer.member("user")).isEqualTo(studio.user().value());
        assertThat(answer.member("app")).isEqualTo(studio.id());
        assertThat(answer.json().path("scopes").toString())
                .contains("admin", "ask")
                .doesNotContain("read");
        assertThat(answer.json().path("operator").asBoolean()).isFalse();
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void knowsAnOperator() {
        Studio operators = Studio.operators(node, ManagementScope.ADMIN);
        Http.Answer answer = http.get(ME, "Authorization", operators.bearer());
        assertThat(answer.json().path("operator").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', /api/v1/me, 401", "'', /user-services/me, 200",
        "ADMIN, /api/v1/me, 200", "ADMIN, /user-services/me, 200",
        "ASK, /api/v1/me, 200", "ASK, /user-services/me, 200"
    })
    void keepsPartnerTokensOutOfManagement(String scope, String path, int status) {
        Studio studio = scope.isEmpty() ? Studio.open(node) : Studio.open(node, ManagementScope.valueOf(scope));
        assertThat(http.get(path, "Authorization", studio.bearer()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/user-services/me", "/internal/me", "/api/v1/nothing"})
    void asksForACredentialWithABareChallenge(String path) {
        Http.Answer answer = http.get(path);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.member("code")).isEqualTo("credential_missing");
        assertThat(answer.member("type")).endsWith("/.well-known/mandate-problems/credential_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Bearer " + Node.GATEWAY_KEY})
    void refusesWhatIsNoToken(String header) {
        Http.Answer answer = http.get(ME, "Authorization", header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(answer.member("code")).isEqualTo("invalid_token");
    }

    @Test
    void takesATokenFromOneHeaderAlone() {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        String bearer = studio.bearer();
        String token = bearer.substring("Bearer ".length());
        assertThat(http.get(ME + "?access_token=" + token).status()).isEqualTo(401);
        Http.Answer twice = http.get(ME, "Authorization", bearer, "Authorization", bearer);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.member("code")).isEqualTo("malformed_request");
        assertThat(http.get(ME, "Authorization", "DPoP " + token).status()).isEqualTo(401);
    }

    static Stream<Arguments> falls() {
        return Stream.of(
                falls("credential withdrawn", s -> new CredentialWithdrawn(s.credential())),
                falls("app disabled", s -> new AppDisabled(s.app())),
                falls("app removed", s -> new AppRemoved(s.app())),
                falls("tokens revoked", s -> new AppTokensRevoked(s.app())),
                falls("tenant suspended", s -> new StatusSet(TenantStatus.SUSPENDED)),
                falls("user disabled", s -> new UserDisabled(s.user())),
                falls("user removed", s -> new UserRemoved(s.user())));
    }

    private static Arguments falls(String what, Function<Studio, Change> change) {
        return arguments(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("falls")
    void refusesTheNextRequestOfWhoFell(String what, Function<Studio, Change> change) {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        String bearer = studio.bearer();
        assertThat(http.get(ME, "Authorization", bearer).status()).as(what).isEqualTo(200);
        studio.change(change.apply(studio));
        Http.Answer answer = http.get(ME, "Authorization", bearer);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("code")).isEqualTo("invalid_token");
        assertThat(answer.body()).doesNotContainIgnoringCase("disabled").doesNotContainIgnoringCase("suspended");
    }

    @Test
    void revivesNoTokenWhenAUserIsEnabled() {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        String bearer = studio.bearer();
        studio.change(new UserDisabled(studio.user()));
        studio.change(new UserEnabled(studio.user()));
        assertThat(http.get(ME, "Authorization", bearer).status()).isEqualTo(401);
        assertThat(http.get(ME, "Authorization", studio.bearer()).status()).isEqualTo(200);
    }

    @Test
    void takesScopesAwayFromTokensThatAreOut() {
        Studio studio = Studio.open(node, ManagementScope.ADMIN, ManagementScope.READ);
        String bearer = studio.bearer();
        studio.change(new AppScopesSet(studio.app(), Set.of(ManagementScope.READ, ManagementScope.ASK)));
        assertThat(http.get(ME, "Authorization", bearer).json().path("scopes").toString())
                .isEqualTo("[\"read\"]");
    }

    @Test
    void waitsForTheRevisionThatARequestDemands() {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        String bearer = studio.bearer();
        Position now = node.streams().position(studio.tenant());
        assertThat(http.get(ME, "Authorization", bearer, "Mandate-At-Least", now.toString())
                        .status())
                .isEqualTo(200);
        Position later = new Position(now.tenant() + 5, now.platform());
        Http.Answer behind = http.get(ME, "Authorization", bearer, "Mandate-At-Least", later.toString());
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.member("code")).isEqualTo("undecided");
        assertThat(behind.header("Retry-After")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1.x", "-1.2", "1.2.3", ""})
    void refusesARevisionThatIsNone(String value) {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        Http.Answer answer = http.get(ME, "Authorization", studio.bearer(), "Mandate-At-Least", value);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("detail")).startsWith("Mandate-At-Least");
    }

    @Test
    void servesNothingThatNoChainIsFor() {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        Http.Answer answer = http.get("/elsewhere", "Authorization", studio.bearer());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.member("code")).isEqualTo("not_found");
        assertThat(http.get("/api/v1/openapi.json").status()).isEqualTo(200);
        assertThat(http.get("/problems/undecided").status()).isEqualTo(200);
    }
}
