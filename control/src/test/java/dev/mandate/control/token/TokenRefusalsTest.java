package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange.AppDisabled;
import dev.mandate.engine.change.AppChange.AppEnabled;
import dev.mandate.engine.change.AppChange.AppRemoved;
import dev.mandate.engine.change.AppChange.OnBehalfOfSet;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.CredentialWithdrawn;
import dev.mandate.engine.change.TenantChange.StatusSet;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange.UserDisabled;
import dev.mandate.engine.change.UserChange.UserEnabled;
import dev.mandate.engine.change.UserChange.UserRemoved;
import dev.mandate.engine.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, section 5.2, over HTTP: what is refused, and what is not said. */
class TokenRefusalsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Node node = Node.shared();
    private final Http http = new Http(node);

    static Stream<Arguments> falls() {
        return Stream.of(
                falls("credential withdrawn", "invalid_client", s -> new CredentialWithdrawn(s.credential())),
                falls("app disabled", "invalid_client", s -> new AppDisabled(s.app())),
                falls("app removed", "invalid_client", s -> new AppRemoved(s.app())),
                falls("tenant suspended", "invalid_client", s -> new StatusSet(TenantStatus.SUSPENDED)),
                falls("user disabled", "unauthorized_client", s -> new UserDisabled(s.user())),
                falls("user removed", "unauthorized_client", s -> new UserRemoved(s.user())),
                falls("other user", "unauthorized_client", s -> new OnBehalfOfSet(s.app(), new UserId("nobody"))));
    }

    private static Arguments falls(String what, String error, Function<Studio, Change> change) {
        return arguments(what, error, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("falls")
    void refusesAtOnceWhoDoesNotStand(String what, String error, Function<Studio, Change> change) {
        Studio studio = Studio.open(node);
        assertThat(http.token(studio.id(), studio.reveal()).status()).as(what).isEqualTo(200);
        studio.change(change.apply(studio));
        Http.Answer answer = http.token(studio.id(), studio.reveal());
        assertThat(answer.member("error")).isEqualTo(error);
        assertThat(answer.status()).isEqualTo("invalid_client".equals(error) ? 401 : 400);
    }

    @Test
    void issuesAgainWhenItStandsAgain() {
        Studio studio = Studio.open(node);
        studio.change(new UserDisabled(studio.user()), new AppDisabled(studio.app()));
        assertThat(http.token(studio.id(), studio.reveal()).status()).isEqualTo(401);
        studio.change(new UserEnabled(studio.user()), new AppEnabled(studio.app()));
        assertThat(http.token(studio.id(), studio.reveal()).status()).isEqualTo(200);
    }

    @Test
    void refusesASecretThatHasEnded() {
        Studio studio = Studio.until(node, Instant.now().minusSeconds(1));
        assertThat(http.token(studio.id(), studio.reveal()).member("error")).isEqualTo("invalid_client");
        Studio other = Studio.until(node, Instant.now().plusSeconds(600));
        assertThat(http.token(other.id(), other.reveal()).status()).isEqualTo(200);
    }

    @Test
    void answersEveryWrongClientAlike() {
        Studio studio = Studio.open(node);
        Studio other = Studio.open(node);
        String unknown = GeneratedSecret.generate(new SecureRandom()).reveal();
        String first = http.token("nobody-there", unknown).body();
        assertThat(first).contains("\"invalid_client\"");
        assertThat(http.token(studio.id(), unknown).body()).isEqualTo(first);
        assertThat(http.token(studio.id(), other.reveal()).body()).isEqualTo(first);
        assertThat(http.token(studio.id(), "a weak password").body()).isEqualTo(first);
        assertThat(http.token(studio.id(), studio.reveal() + "x").body()).isEqualTo(first);
        assertThat(http.token("<script>", studio.reveal()).body()).isEqualTo(first);
        assertThat(http.post("/oauth2/token", Map.of("grant_type", "client_credentials"))
                        .body())
                .isEqualTo(first);
    }

    @Test
    void challengesWhoFailsByHttpBasic() {
        Studio studio = Studio.open(node);
        Map<String, String> form = Map.of("grant_type", "client_credentials");
        String notBase64 = "Basic ???";
        String noColon = "Basic " + Base64.getEncoder().encodeToString(new byte[] {65});
        String badEscape = "Basic " + Base64.getEncoder().encodeToString("a%zz:b".getBytes(StandardCharsets.US_ASCII));
        for (String header :
                new String[] {Http.basic(studio.id(), "wrong"), notBase64, noColon, badEscape, "Bearer abc", "Digest x"
                }) {
            Http.Answer answer = http.post("/connect/token", form, "Authorization", header);
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.member("error")).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        }
    }

    @Test
    void refusesTwoMethodsAtOnce() {
        Studio studio = Studio.open(node);
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", "client_credentials", "client_id", studio.id(), "client_secret", studio.reveal()));
        String basic = Http.basic(studio.id(), studio.reveal());
        assertError(http.post("/oauth2/token", form, "Authorization", basic), "invalid_request");
        form.remove("client_secret");
        form.put("client_id", "another");
        assertError(http.post("/oauth2/token", form, "Authorization", basic), "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "'', admin, invalid_scope",
        "'', other, invalid_scope",
        "'', cfgateway admin, invalid_scope",
        "ADMIN, cfgateway, invalid_scope",
        "ADMIN, read, invalid_scope",
        "ADMIN, ADMIN, invalid_scope"
    })
    void refusesScopesThatTheAppHasNot(String has, String asked, String error) {
        Studio studio = has.isEmpty() ? Studio.open(node) : Studio.open(node, ManagementScope.valueOf(has));
        assertError(http.token(studio.id(), studio.reveal(), asked), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"><script>", "é", "a\\b", "\u0000", "\r\nX: y"})
    void neverEchoesWhatWasSent(String hostile) {
        Studio studio = Studio.open(node);
        Http.Answer scope = http.token(studio.id(), studio.reveal(), hostile);
        assertError(scope, "invalid_scope");
        assertThat(scope.body()).doesNotContain(hostile);
        Http.Answer id = http.token(hostile, studio.reveal());
        assertThat(id.member("error")).isIn("invalid_client", "invalid_request");
        assertThat(id.body()).doesNotContain(hostile);
        Http.Answer grant = http.post(
                "/oauth2/token",
                Map.of("grant_type", hostile, "client_id", studio.id(), "client_secret", studio.reveal()));
        assertError(grant, "unsupported_grant_type");
        assertThat(grant.body()).doesNotContain(hostile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "authorization_code",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:token-exchange"
            })
    void refusesEveryOtherGrant(String grant) {
        Studio studio = Studio.open(node);
        assertError(
                http.post(
                        "/oauth2/token",
                        Map.of("grant_type", grant, "client_id", studio.id(), "client_secret", studio.reveal())),
                "unsupported_grant_type");
    }

    @ParameterizedTest
    @CsvSource({
        "&scope=a&scope=b",
        "&client_id=a",
        "&client_secret=a",
        "&grant_type=client_credentials",
        "&x=1&x=2",
        "&scope=%zz",
        "&scope=%z",
        "&scope=%",
        "&scope=%4",
        "&scope=%+1",
        "&scope=%FF",
        "&scope=%C3%28",
        "&scope=%ED%A0%80",
        "&%z=a",
        "&%FF=a",
        "&unknown=%z",
        "&unknown=%FF"
    })
    void refusesRepeatedAndBrokenParameters(String more) {
        Studio studio = Studio.open(node);
        String form = Http.form(
                Map.of("grant_type", "client_credentials", "client_id", studio.id(), "client_secret", studio.reveal()));
        assertError(http.send("POST", "/oauth2/token", form + more), "invalid_request");
    }

    @Test
    void refusesAnythingInTheAddress() {
        Studio studio = Studio.open(node);
        String query = Http.form(
                Map.of("grant_type", "client_credentials", "client_id", studio.id(), "client_secret", studio.reveal()));
        assertError(http.send("POST", "/oauth2/token?" + query, ""), "invalid_request");
        assertError(
                http.send("POST", "/connect/token?client_secret=" + studio.reveal(), "grant_type=client_credentials"),
                "invalid_request");
    }

    @Test
    void refusesWhatIsNoForm() {
        String json = "{\"grant_type\":\"client_credentials\"}";
        assertError(http.send("POST", "/oauth2/token", json, "Content-Type", "application/json"), "invalid_request");
        assertError(http.send("POST", "/oauth2/token", json, "Content-Type", "///"), "invalid_request");
        assertError(http.send("POST", "/oauth2/token", "", "Content-Type", FORM), "invalid_request");
        assertError(http.send("POST", "/oauth2/token", "grant_type=", "Content-Type", FORM), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.AAAA"})
    void bindsNoTokenToAKey(String proof) {
        Studio studio = Studio.open(node);
        Map<String, String> form =
                Map.of("grant_type", "client_credentials", "client_id", studio.id(), "client_secret", studio.reveal());
        for (String path : List.of("/oauth2/token", "/connect/token")) {
            assertError(http.post(path, form, "DPoP", proof), "invalid_dpop_proof");
            assertError(http.post(path, form, "dpop", proof), "invalid_dpop_proof");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /oauth2/token",
        "GET, /connect/token",
        "PUT, /oauth2/token",
        "DELETE, /connect/token",
        "HEAD, /oauth2/token"
    })
    void allowsPostAlone(String method, String path) {
        Http.Answer answer = http.send(method, path, null);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("Location")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/oauth2/authorize",
                "/oauth2/device_authorization",
                "/oauth2/par",
                "/oauth2/register",
                "/login",
                "/userinfo",
                "/other/token"
            })
    void hasNoOtherEndpoints(String path) {
        for (String method : new String[] {"GET", "POST"}) {
            Http.Answer answer = http.send(method, path, "POST".equals(method) ? "token=x" : null);
            assertThat(answer.status()).as(method).isEqualTo(404);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
        }
    }

    private static void assertError(Http.Answer answer, String error) {
        assertThat(answer.member("error")).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.member("error_description")).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }
}
