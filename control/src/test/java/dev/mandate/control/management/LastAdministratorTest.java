package dev.mandate.control.management;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody can always administer a tenant, and the platform. */
class LastAdministratorTest {
    private static final String OWNER = "/api/v1/users/owner";

    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private final String app = "/api/v1/apps/" + studio.app();

    private String secretId() {
        return owner.get(app + "/secrets")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private void assertNoWayLocksOut(Client client, String user, String app, String secret) {
        client.delete(user).is(409, "last_administrator");
        client.post(user + "/disable").is(409, "last_administrator");
        client.delete(user + "/role").is(409, "last_administrator");
        client.put(user + "/role", Map.of("role", "administrator")).is(409, "last_administrator");
        client.delete(app).is(409, "last_administrator");
        client.post(app + "/disable").is(409, "last_administrator");
        client.patch(app, Map.of("scopes", List.of("read"))).is(409, "last_administrator");
        client.delete(app + "/secrets/" + secret).is(409, "last_administrator");
        client.put(user + "/role", Map.of("role", "owner")).is(200);
        client.get(app).is(200);
    }

    @Test
    void keepsATenantsLastWay() {
        assertNoWayLocksOut(owner, OWNER, app, secretId());
    }

    @Test
    void keepsThePlatformsLastWay() {
        Client operator = Control.operator();
        String last = operator.get("/api/v1/apps")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String path = "/api/v1/apps/" + last;
        String secret = operator.get(path + "/secrets")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertNoWayLocksOut(operator, "/api/v1/users/operator", path, secret);
    }

    @Test
    void keepsTheAppOnBehalfOfAnOwner() {
        studio.administrator("admin");
        owner.put(app + "/on-behalf-of", Map.of("user", "admin")).is(409, "last_administrator");
        studio.user("robot");
        owner.put(app + "/on-behalf-of", Map.of("user", "robot")).is(409, "last_administrator");
    }

    @Test
    void letsTheFirstGoOnceThereIsASecond() {
        String second = studio.user("second");
        owner.put(second + "/role", Map.of("role", "owner")).is(200);
        Studio.Registered made = studio.register("app-" + UUID.randomUUID(), "second", "admin");
        Client successor = Control.anonymous().as(made.app(), made.secret());
        owner.delete(app).is(204);
        successor.delete(OWNER).is(204);
        assertNoWayLocksOut(successor, second, "/api/v1/apps/" + made.app(), made.secretId());
    }

    @Test
    void countsNeitherDisabledAppsNorTheirUsers() {
        String second = studio.user("second");
        owner.put(second + "/role", Map.of("role", "owner")).is(200);
        Studio.Registered made = studio.register("app-" + UUID.randomUUID(), "second", "admin");
        owner.post("/api/v1/apps/" + made.app() + "/disable").is(200);
        owner.delete(app).is(409, "last_administrator");
        owner.post("/api/v1/apps/" + made.app() + "/enable").is(200);
        owner.post(second + "/disable").is(200);
        owner.delete(app).is(409, "last_administrator");
        owner.post(second + "/enable").is(200);
        owner.delete("/api/v1/apps/" + made.app() + "/secrets/" + made.secretId())
                .is(204);
        owner.delete(app).is(409, "last_administrator");
        owner.post("/api/v1/apps/" + made.app() + "/secrets").is(201);
        owner.delete(app).is(204);
    }

    @Test
    void countsNoAdministrator() {
        studio.administrator("admin");
        owner.delete(app).is(409, "last_administrator");
    }

    @Test
    void replacesTheLastSecret() {
        String first = secretId();
        owner.post(app + "/secrets").is(201);
        owner.delete(app + "/secrets/" + first).is(204);
    }
}
