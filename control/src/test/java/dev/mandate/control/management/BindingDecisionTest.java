package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.record.DecisionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Who is denied at the user services is told an id, and the tenant's owner finds by it why. */
class BindingDecisionTest {
    private final Registry registry = Registry.open();

    /** The explanation, once it is kept: no answer waits for that. */
    private static Answer explained(Client asking, Answer denied) {
        String path = "/api/v1/decisions/" + denied.header("Mandate-Decision");
        Instant end = Instant.now().plusSeconds(10);
        Answer answer = asking.get(path);
        while (answer.status() == 404 && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(2_000_000);
            answer = asking.get(path);
        }
        return answer.is(200);
    }

    private void explains(Answer denied, int step, String reason, String... words) {
        Answer told = explained(registry.owner(), denied);
        assertThat(told.json().path("step").asInt()).isEqualTo(step);
        assertThat(told.text("reason")).isEqualTo(reason);
        assertThat(told.text("code")).isEqualTo(denied.text("code"));
        assertThat(told.json().path("status").asInt()).isEqualTo(denied.status());
        assertThat(told.text("explanation")).contains(words);
        assertThat(told.text("user")).isNotEmpty();
        assertThat(told.text("app")).isNotEmpty();
    }

    @Test
    void explainsWhichStepFailed() {
        registry.user("ann", "a");
        registry.user("bob", "b");
        Client ann = registry.vendor("ann");
        Answer forbidden = ann.get(Registry.roles("ann", "a")).is(403);
        explains(forbidden, 6, "action_not_permitted", "`ann`", "/roles`");
        Answer told = explained(registry.owner(), forbidden);
        assertThat(told.text("action")).startsWith("GET /user-services/users/{userId}/");
        assertThat(told.text("path")).isEqualTo(Registry.roles("ann", "a"));
        assertThat(told.text("space")).isEqualTo("a");
        assertThat(told.text("revision")).isNotEmpty();
        explains(ann.get(Registry.roles("ann", "b")).is(404), 5, "space_not_reached", "`b`");
        registry.owner()
                .post(Registry.roles("ann", "a"), Map.of("role", Registry.ROLE_ADMINISTRATOR))
                .is(201);
        explains(ann.get(Registry.binding("bob")).is(404), 7, "outside_spaces", "`b`");
        explains(ann.get(Registry.binding("ghost")).is(404), 7, "no_such_resource", "no such");
        registry.bind("owner", "a");
        explains(
                registry.studio()
                        .administrator("admin")
                        .delete(Registry.binding("owner", "a"))
                        .is(403),
                6,
                "action_not_permitted",
                "above");
        explains(
                registry.studio()
                        .ownerWith("read")
                        .post(Registry.binding("ann", "a"))
                        .is(403),
                6,
                "action_not_permitted",
                "scope");
    }

    @Test
    void tellsNobodyElse() {
        registry.user("ann", "a");
        Answer denied = registry.vendor("ann").get(Registry.roles("ann", "b")).is(404);
        explained(registry.owner(), denied);
        Registry.open()
                .owner()
                .get("/api/v1/decisions/" + denied.header("Mandate-Decision"))
                .is(404, "not_found");
    }

    @Test
    void explainsADeadToken() {
        registry.user("ann", "a");
        Client ann = registry.vendor("ann");
        registry.owner().post("/api/v1/users/ann/disable").is(200);
        explains(ann.get(Registry.binding("me")).is(401, "invalid_token"), 3, "user_disabled", "`ann`");
        Answer missing = Control.anonymous().get(Registry.binding("me")).is(401, "credential_missing");
        Answer told = explained(Control.operator(), missing);
        assertThat(told.text("reason")).isEqualTo("credential_missing");
        assertThat(told.json().path("step").asInt()).isEqualTo(1);
        assertThat(missing.text("decision")).isEqualTo(missing.header("Mandate-Decision"));
    }

    @Test
    void explainsAPartnersTokenInManagement() {
        registry.user("ann", "a");
        Answer denied = registry.vendor("ann").get("/api/v1/users").is(401, "invalid_token");
        assertThat(denied.text("detail")).startsWith("this token is for partner APIs at `" + Control.ISSUER + "`");
        assertThat(denied.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"" + denied.text("detail") + "\"");
        assertThat(denied.text("decision")).isEqualTo(denied.header("Mandate-Decision"));
        explains(denied, 1, "token_for_another_door", "partner");
        Answer told = explained(registry.owner(), denied);
        assertThat(told.text("user")).isEqualTo("ann");
        assertThat(told.text("path")).isEqualTo("/api/v1/users");
    }

    @Test
    void explainsADeadTokenInManagement() {
        Client adam = registry.studio().administrator("adam");
        registry.owner().post("/api/v1/users/adam/disable").is(200);
        explains(adam.get("/api/v1/users").is(401, "invalid_token"), 3, "user_disabled", "`adam`");
        assertThat(Control.anonymous().get("/api/v1/users").is(401).body()).doesNotContain("decision");
    }

    private static Client passedOn(Client caller, String decision) {
        return caller.with("Mandate-Gateway-Key", Control.GATEWAY_KEY).with("Mandate-Decision", decision);
    }

    @Test
    void keepsTheIdThatAGatewayGave() {
        registry.user("ann", "a");
        Client ann = registry.vendor("ann");
        String given = "AbCdEfGhIjKlMnOpQrSt-_";
        Answer denied = passedOn(ann, given).get(Registry.binding("ghost")).is(403);
        assertThat(denied.header("Mandate-Decision")).isEqualTo(given);
        explains(denied, 6, "action_not_permitted", "`ann`");
        Answer odd = passedOn(ann, "not an id").get(Registry.binding("me"));
        assertThat(odd.is(200).header("Mandate-Decision")).hasSize(22).doesNotContain(" ");
    }

    @Test
    void letsNoStrangerChooseAnId() {
        registry.user("ann", "a");
        Client ann = registry.vendor("ann");
        String wanted = DecisionId.next();
        Client stranger = Control.anonymous().with("Mandate-Decision", wanted);
        for (Client forging : List.of(
                stranger,
                ann.with("Mandate-Decision", wanted),
                stranger.with("Mandate-Gateway-Key", Control.GATEWAY_KEY + "x"),
                stranger.with("Mandate-Gateway-Key", ""),
                stranger.with("Authorization", "Bearer " + Control.GATEWAY_KEY))) {
            Answer answer = forging.get(Registry.binding("ghost"));
            assertThat(answer.header("Mandate-Decision")).hasSize(22).isNotEqualTo(wanted);
        }
        Answer denied = passedOn(ann, wanted).get(Registry.binding("ghost")).is(403);
        assertThat(denied.header("Mandate-Decision")).isEqualTo(wanted);
        explains(denied, 6, "action_not_permitted", "`ann`");
    }

    @Test
    void notesTheAddressThatAGatewayGives() {
        registry.user("ann", "a");
        Client owner = registry.owner();
        assertThat(bound(passedOn(owner, DecisionId.next()).with("Mandate-Caller-Address", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(bound(passedOn(owner, DecisionId.next()).with("Mandate-Caller-Address", "2001:db8::7")))
                .isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(bound(passedOn(owner, DecisionId.next()).with("Mandate-Caller-Address", "<script>")))
                .isEqualTo("127.0.0.1");
        assertThat(bound(owner.with("Mandate-Caller-Address", "203.0.113.9")
                        .with("X-Forwarded-For", "203.0.113.9")
                        .with("X-Real-IP", "203.0.113.9")
                        .with("Forwarded", "for=203.0.113.9")))
                .isEqualTo("127.0.0.1");
    }

    /** The address that the log has of a binding which this caller made. */
    private String bound(Client caller) {
        caller.delete(Registry.binding("ann", "a")).is(204);
        caller.post(Registry.binding("ann", "a")).is(201);
        return registry.owner()
                .get("/api/v1/log?limit=1")
                .is(200)
                .json()
                .path("items")
                .get(0)
                .path("address")
                .asString();
    }

    @Test
    void readsAnySpellingOfThePathAlike() {
        registry.user("ann", "a");
        Client ann = registry.vendor("ann");
        ann.get("/user%2Dservices/users/m%65/saleschannel-binding").is(200);
        Answer denied =
                ann.get("/user%2Dservices/users/gh%6Fst/saleschannel-binding").is(403, "action_not_permitted");
        explains(denied, 6, "action_not_permitted", "`ann`");
        for (String odd : List.of(
                "/user-services/users/me;x=1/saleschannel-binding",
                "/user-services//users/me/saleschannel-binding",
                "/user-services/users/x%2Fy/saleschannel-binding",
                "/user-services/users/x/../me/saleschannel-binding")) {
            ann.get(odd).is(400);
        }
        ann.get("/user-services/users/me/saleschannel-binding/").is(404);
        ann.get("/user-services/users/a%20b/saleschannel-binding").is(403);
    }
}
