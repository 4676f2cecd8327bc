package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An idempotency key carries its request out once, also after what the request made is removed. */
class RepeatTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();

    private static Client keyed(Client client) {
        return client.with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Makes something, repeats that, removes it and repeats that again. */
    private static void makesOnce(Client client, String collection, Map<String, ?> form) {
        Client once = keyed(client);
        Answer made = once.post(collection, form).is(201);
        assertThat(made.header("Idempotency-Replayed")).isEmpty();
        Answer repeat = once.post(collection, form).is(201);
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(repeat.etag()).isEqualTo(made.etag());
        client.delete(made.header("Location")).is(204);
        Answer late = once.post(collection, form).is(409, "idempotency_key_used");
        assertThat(late.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void makesNoRemovedThingAgain() {
        makesOnce(owner, "/api/v1/users", Map.of("name", "Ann Example"));
        makesOnce(owner, "/api/v1/roles", Map.of("name", "Editor"));
        makesOnce(owner, "/api/v1/groups", Map.of("name", "Crew"));
        makesOnce(owner, "/api/v1/spaces", Map.of("id", "w", "kind", "workspace", "name", "W"));
        studio.user("robot");
        makesOnce(owner, "/api/v1/apps", Map.of("name", "App", "onBehalfOf", "robot"));
        String app = studio.register("second", "robot").app();
        makesOnce(owner, "/api/v1/apps/" + app + "/secrets", Map.of());
    }

    @Test
    void makesNoRemovedThingOfThePlatformAgain() {
        String id = "c-" + studio.id();
        Map<String, ?> modules = Map.of("M", Map.of("required", List.of()));
        makesOnce(
                Control.operator(),
                "/api/v1/connectors",
                Map.of("id", id, "name", id, "api", "user-services", "modules", modules));
        makesOnce(Control.operator(), "/api/v1/gateways", Map.of("name", "Edge " + id));
    }

    @Test
    void answersNothingAboutAnAppThatWentWithItsUser() {
        String robot = studio.user("robot");
        String app = "/api/v1/apps/" + studio.register("app", "robot").app();
        Client described = keyed(owner);
        Client disabled = keyed(owner);
        described.patch(app, Map.of("name", "Other")).is(200);
        disabled.post(app + "/disable").is(200);
        owner.delete(robot).is(204);
        described.patch(app, Map.of("name", "Other")).is(409, "idempotency_key_used");
        disabled.post(app + "/disable").is(409, "idempotency_key_used");
    }

    @Test
    void repeatsAnAnswerAsItWas() {
        String robot = studio.user("robot");
        Client once = keyed(owner);
        Answer enabled = once.patch(robot, Map.of("name", "Robot")).is(200);
        owner.post(robot + "/disable").is(200);
        Answer repeat = once.patch(robot, Map.of("name", "Robot")).is(200);
        assertThat(repeat.body()).isEqualTo(enabled.body()).contains("ACTIVE");
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(repeat.header("Mandate-Revision")).isEqualTo(enabled.header("Mandate-Revision"));
    }

    @Test
    void repeatsRemovals() {
        String robot = studio.user("robot");
        Client once = keyed(owner);
        once.delete(robot).is(204);
        assertThat(once.delete(robot).is(204).header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void givesNoBindingAgainThatEnded() {
        Registry registry = Registry.open();
        registry.user("ann");
        Client bound = keyed(registry.owner());
        Client granted = keyed(registry.owner());
        Map<String, String> role = Map.of("role", "TRADER_VIEWER");
        bound.post(Registry.binding("ann", "a")).is(201);
        granted.post(Registry.roles("ann", "a"), role).is(201);
        assertThat(granted.post(Registry.roles("ann", "a"), role).is(201).header("Idempotency-Replayed"))
                .isEqualTo("true");
        registry.owner()
                .delete(Registry.roles("ann", "a") + "?role=TRADER_VIEWER")
                .is(204);
        granted.post(Registry.roles("ann", "a"), role).is(409, "idempotency_key_used");
        bound.post(Registry.binding("ann", "a")).is(201);
        registry.owner().delete(Registry.binding("ann", "a")).is(204);
        bound.post(Registry.binding("ann", "a")).is(409, "idempotency_key_used");
    }
}
