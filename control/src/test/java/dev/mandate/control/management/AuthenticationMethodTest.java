package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By which method an app may send its secret: both, until it is pinned to one. */
class AuthenticationMethodTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private String id = "";
    private String path = "";

    private static Answer post(String app, String secret) {
        return Control.anonymous().token(app, secret, "");
    }

    private static Answer basic(String app, String secret) {
        String pair = Base64.getEncoder().encodeToString((app + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return Control.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Authorization", "Basic " + pair)
                .raw("POST", "/oauth2/token", "grant_type=client_credentials");
    }

    private String register(List<String> methods) {
        studio.user("robot");
        Answer made = owner.post(
                        "/api/v1/apps",
                        Map.of("name", "Vendor", "onBehalfOf", "robot", "authenticationMethods", methods))
                .is(201);
        meant(made.text("id"));
        return made.json().path("secret").path("value").asString();
    }

    private void meant(String app) {
        id = app;
        path = "/api/v1/apps/" + app;
    }

    @Test
    void takesBothUntilOneIsSaid() {
        studio.user("robot");
        Studio.Registered app = studio.register("Vendor", "robot");
        meant(app.app());
        assertThat(owner.get(path).texts("authenticationMethods"))
                .containsExactly("client_secret_basic", "client_secret_post");
        post(id, app.secret()).is(200);
        basic(id, app.secret()).is(200);
        owner.patch(path, Map.of("authenticationMethods", List.of("client_secret_basic")))
                .is(200);
        post(id, app.secret()).is(401);
        basic(id, app.secret()).is(200);
        owner.patch(path, Map.of("authenticationMethods", List.of("client_secret_post", "client_secret_basic")))
                .is(200);
        post(id, app.secret()).is(200);
    }

    @Test
    void saysTheMethodToWhoKnowsTheSecretAlone() {
        String secret = register(List.of("client_secret_post"));
        assertThat(owner.get(path).texts("authenticationMethods")).containsExactly("client_secret_post");
        post(id, secret).is(200);
        Answer refused = basic(id, secret).is(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(refused.text("error_description"))
                .isEqualTo("this app authenticates by client_secret_post alone: send client_id and client_secret in"
                        + " the form");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
        String wrong = secret.substring(0, secret.length() - 1) + (secret.endsWith("x") ? "y" : "x");
        Answer stranger = basic(id, wrong).is(401);
        assertThat(stranger.text("error_description")).contains("no active app has this client_id and secret");
        assertThat(basic("none-such", secret).is(401).body()).isEqualTo(stranger.body());
        String secrets = path + "/secrets";
        String only = owner.get(secrets).json().path("items").path(0).path("id").asString();
        owner.post(secrets).is(201);
        owner.delete(secrets + "/" + only).is(204);
        assertThat(basic(id, secret).is(401).body()).isEqualTo(stranger.body());
    }

    @Test
    void refusesBothInOneRequest() {
        String secret = register(List.of("client_secret_basic"));
        String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        Answer answer = Control.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Authorization", "Basic " + pair)
                .raw(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret)
                .is(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void ignoresParametersThatItDoesNotKnow() {
        String secret = register(List.of("client_secret_post"));
        Control.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .raw(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret + "&tenant=bravo")
                .is(200);
    }

    @Test
    void refusesMethodsThatAreNone() {
        register(List.of("client_secret_post"));
        owner.patch(path, Map.of("authenticationMethods", List.of())).names("authenticationMethods");
        owner.patch(path, Map.of("authenticationMethods", List.of("none"))).names("authenticationMethods");
        owner.raw("PATCH", path, "{\"authenticationMethods\": [null]}").names("authenticationMethods");
        owner.raw("PATCH", path, "{\"authenticationMethods\": \"client_secret_post\"}")
                .names("authenticationMethods");
    }
}
