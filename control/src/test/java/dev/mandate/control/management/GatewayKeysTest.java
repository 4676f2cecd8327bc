package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mandate.protocol.record.DecisionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Gateways, and the keys that they register, as operators manage them. */
class GatewayKeysTest {
    private static final String GATEWAYS = "/api/v1/gateways";

    private final Client operator = Control.operator();

    private Answer added() {
        return operator.post(GATEWAYS, Map.of("name", "Edge " + UUID.randomUUID()))
                .is(201);
    }

    /** An app of a new operator with this role. */
    private Client operatorAs(String user, String role) {
        operator.post("/api/v1/users", Map.of("id", user, "role", role)).is(201);
        Answer app = operator.post("/api/v1/apps", Map.of("name", user, "onBehalfOf", user, "scopes", List.of("admin")))
                .is(201);
        return Control.anonymous()
                .as(app.text("id"), app.json().path("secret").path("value").asString());
    }

    @Test
    void asksForAnOwner() {
        Client administrator = operatorAs("admin-" + UUID.randomUUID(), "administrator");
        String id = added().text("id");
        administrator.post(GATEWAYS, Map.of("name", "Own " + UUID.randomUUID())).is(403, "owners_only");
        administrator.delete(GATEWAYS + "/" + id).is(403, "owners_only");
        administrator.get(GATEWAYS + "/" + id).is(200);
        operator.delete(GATEWAYS + "/" + id).is(204);
    }

    @Test
    void repeatsNoKeyToAnOwnerOfBefore() {
        String user = "second-" + UUID.randomUUID();
        Client once = operatorAs(user, "owner").with("Idempotency-Key", "k");
        Map<String, String> form = Map.of("name", "Edge " + user);
        once.post(GATEWAYS, form).is(201);
        once.post(GATEWAYS, form).is(201);
        operator.put("/api/v1/users/" + user + "/role", Map.of("role", "administrator"))
                .is(200);
        once.post(GATEWAYS, form).is(403, "owners_only");
    }

    private static Client gateway(String key) {
        return new Client(Control.server().port(), Map.of("Authorization", "Bearer " + key));
    }

    private static ECKey identity(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer register(Client gateway, ECKey key) {
        return gateway.post(
                "/internal/keys",
                Map.of("kid", key.getKeyID(), "jwk", key.toPublicJWK().toJSONObject()));
    }

    @Test
    void registersAPublicKeyUnderOneName() {
        Client edge = gateway(added().text("key"));
        Client other = gateway(added().text("key"));
        ECKey key = identity("one-" + UUID.randomUUID());
        ECKey renamed = new ECKey.Builder(key).keyID("two-" + UUID.randomUUID()).build();
        register(edge, key).is(204);
        register(edge, renamed).is(409, "id_taken");
        register(other, renamed).is(409, "id_taken");
        assertThat(published()).contains(key.getKeyID()).doesNotContain(renamed.getKeyID());
    }

    private static List<String> published() {
        return Control.anonymous()
                .get("/.well-known/mandate-identity-jwks.json")
                .is(200)
                .json()
                .path("keys")
                .valueStream()
                .map(key -> key.path("kid").asString())
                .toList();
    }

    private JsonNode key(String kid) {
        return operator.get("/api/v1/keys?limit=200")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("kid").asString().equals(kid))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsAKeyOnceAndLetsItIn() {
        Answer added = added();
        String key = added.text("key");
        assertThat(key).startsWith("mandate_gk_").hasSize(60);
        gateway(key).post("/internal/decisions", List.of()).is(204);
        String id = added.text("id");
        assertThat(operator.get(GATEWAYS + "/" + id).is(200).json().has("key")).isFalse();
        assertThat(operator.get("/api/v1/log?limit=1").body())
                .contains("GatewayAdded")
                .doesNotContain(key);
        assertThat(operator.get(GATEWAYS + "?limit=200").is(200).body())
                .contains(id, "\"source\":\"command\"", "\"source\":\"setting\"", "gateway-set-")
                .doesNotContain(key, Control.GATEWAY_KEY);
    }

    @Test
    void repeatsWithoutTheKey() {
        Client once = operator.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = Map.of("name", "Edge " + UUID.randomUUID());
        Answer first = once.post(GATEWAYS, body).is(201);
        Answer again = once.post(GATEWAYS, body).is(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.json().has("key")).isFalse();
    }

    @Test
    void endsAKeyWithAllThatItRegistered() {
        Answer added = added();
        Client gateway = gateway(added.text("key"));
        String kid = "gw-" + UUID.randomUUID();
        register(gateway, identity(kid)).is(204);
        assertThat(published()).contains(kid);
        assertThat(key(kid).path("gateway").asString()).isEqualTo(added.text("id"));
        assertThat(key(kid).path("state").asString()).isEqualTo("IN_FORCE");
        operator.delete(GATEWAYS + "/" + added.text("id")).is(204);
        assertThat(published()).doesNotContain(kid);
        gateway.post("/internal/decisions", List.of()).is(401, "invalid_token");
        JsonNode changes =
                operator.get("/api/v1/log?limit=1").json().path("items").path(0).path("changes");
        assertThat(changes.valueStream().map(c -> c.path("type").asString()))
                .containsExactly("GatewayRemoved", "KeyRetired");
        operator.delete(GATEWAYS + "/" + added.text("id")).is(404, "not_found");
        String wanted = DecisionId.next();
        Answer hop = Control.anonymous()
                .with("Mandate-Gateway-Key", added.text("key"))
                .with("Mandate-Decision", wanted)
                .get("/user-services/users/me/saleschannel-binding");
        assertThat(hop.header("Mandate-Decision")).isNotEqualTo(wanted);
    }

    @Test
    void endsTheStreamOfARemovedGateway() throws Exception {
        Answer added = added();
        URI feed = URI.create(
                "http://127.0.0.1:" + Control.server().port() + "/internal/feed/stream-of-a-removed-gateway");
        HttpRequest request = HttpRequest.newBuilder(feed)
                .header("Authorization", "Bearer " + added.text("key"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            InputStream stream = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            assertThat(stream.read()).isEqualTo('{');
            operator.delete(GATEWAYS + "/" + added.text("id")).is(204);
            assertThat(CompletableFuture.supplyAsync(() -> rest(stream))).succeedsWithin(Duration.ofSeconds(5));
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private static int rest(InputStream stream) {
        try {
            return stream.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rotatesOnceAndNeverRetiresTheOnlyKey() {
        String next = operator.post("/api/v1/keys/rotate").is(200).text("kid");
        assertThat(operator.post("/api/v1/keys/rotate").is(200).text("kid")).isEqualTo(next);
        assertThat(key(next).path("state").asString()).isEqualTo("NEXT");
        String signing = operator.get("/api/v1/keys?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("state").asString().equals("SIGNING"))
                .map(item -> item.path("kid").asString())
                .findFirst()
                .orElseThrow();
        operator.post("/api/v1/keys/" + next + "/retire").is(204);
        operator.post("/api/v1/keys/" + signing + "/retire").is(409, "only_signing_key");
        assertThat(Control.anonymous().get("/oauth2/jwks").body())
                .contains(signing)
                .doesNotContain(next);
    }

    @Test
    void retiresOneIdentityKeyForGood() {
        Client gateway = gateway(added().text("key"));
        ECKey key = identity("gw-" + UUID.randomUUID());
        register(gateway, key).is(204);
        operator.post("/api/v1/keys/" + key.getKeyID() + "/retire").is(204);
        assertThat(published()).doesNotContain(key.getKeyID());
        register(gateway, key).is(409, "id_taken");
        operator.post("/api/v1/keys/" + key.getKeyID() + "/retire").is(404, "not_found");
    }

    @Test
    void leavesTheSettingToTheSetting() {
        String set = operator.get(GATEWAYS + "?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("source").asString().equals("setting"))
                .map(item -> item.path("id").asString())
                .findFirst()
                .orElseThrow();
        operator.delete(GATEWAYS + "/" + set).is(409, "gateway_of_setting");
    }

    @Test
    void isForOperatorsAlone() {
        Client owner = Studio.open().owner();
        owner.get(GATEWAYS).is(403, "operators_only");
        owner.get(GATEWAYS + "/x").is(403, "operators_only");
        owner.post(GATEWAYS, Map.of("name", "x")).is(403, "operators_only");
        owner.delete(GATEWAYS + "/x").is(403, "operators_only");
        owner.get("/api/v1/keys").is(403, "operators_only");
        owner.post("/api/v1/keys/rotate").is(403, "operators_only");
        owner.post("/api/v1/keys/x/retire").is(403, "operators_only");
    }
}
