package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant is made whole or not at all, as far as two streams allow; and got back into. */
class TenantTest {
    private final Client operator = Control.operator();
    private final String id = "t-" + UUID.randomUUID();

    private Answer create(String tenant, String app) {
        return operator.post("/api/v1/tenants", Map.of("id", tenant, "name", "Tenant", "app", app));
    }

    private void isNotThere(String tenant) {
        operator.get("/api/v1/tenants/" + tenant).is(404, "not_found");
        operator.post("/api/v1/tenants/" + tenant + "/suspend").is(404, "not_found");
        operator.post("/api/v1/tenants/" + tenant + "/recover", Map.of()).is(404, "not_found");
        assertThat(listed()).doesNotContain(tenant);
    }

    private List<String> listed() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = operator.get("/api/v1/tenants?limit=200" + cursor).is(200);
            page.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
            String next = page.json().path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void isNotListedWhenItsAppIdIsTaken() {
        Studio other = Studio.open();
        Answer refused = create(id, other.app()).is(409, "id_taken");
        assertThat(refused.text("field")).isEqualTo("app");
        isNotThere(id);
        create(id, "app-" + UUID.randomUUID()).is(201);
        assertThat(listed()).contains(id);
        create(id, "app-" + UUID.randomUUID()).is(409, "id_taken");
    }

    /** The database refuses the tenant's first entry, as it may when it dies between the two writes. */
    private void withoutFirstEntry(Runnable during) {
        JdbcClient jdbc = JdbcClient.create(Control.server().database().dataSource());
        String name = "refuse_" + UUID.randomUUID().toString().replace('-', '_');
        jdbc.sql("create function " + name + "() returns trigger language plpgsql as"
                        + " 'begin raise exception ''the disk is gone''; end'")
                .update();
        jdbc.sql("create trigger " + name + " before insert on entry for each row when (new.stream = '" + id
                        + "') execute function " + name + "()")
                .update();
        try {
            during.run();
        } finally {
            jdbc.sql("drop trigger " + name + " on entry").update();
            jdbc.sql("drop function " + name).update();
        }
    }

    @Test
    void isFinishedByARepeatOfAnyOperator() {
        String app = "app-" + UUID.randomUUID();
        withoutFirstEntry(() -> create(id, app).is(503, "unavailable"));
        isNotThere(id);
        create("t-" + UUID.randomUUID(), app).is(409, "id_taken");
        String colleague = "op-" + UUID.randomUUID();
        operator.post("/api/v1/users", Map.of("id", colleague, "role", "administrator"))
                .is(201);
        Answer made = operator.post(
                        "/api/v1/apps", Map.of("name", colleague, "onBehalfOf", colleague, "scopes", List.of("admin")))
                .is(201);
        Client another = Control.anonymous()
                .as(made.text("id"), made.json().path("secret").path("value").asString());
        Answer finished = another.post("/api/v1/tenants", Map.of("id", id, "name", "Finished", "app", app))
                .is(201);
        assertThat(finished.text("clientId")).isEqualTo(app);
        assertThat(listed()).contains(id);
        assertThat(operator.get("/api/v1/tenants/" + id).is(200).text("name")).isEqualTo("Finished");
        Control.anonymous()
                .as(app, finished.text("clientSecret"))
                .get("/api/v1/users")
                .is(200);
    }

    private static List<Integer> together(List<Callable<Answer>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                statuses.add(answer.get().status());
            }
            return statuses;
        }
    }

    @Test
    void isMadeOnceWhenManyMakeIt() throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> create(id, "app-" + UUID.randomUUID()));
        }
        assertThat(together(calls)).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(listed()).containsOnlyOnce(id);
    }

    @Test
    void anAppIdGoesToOneOfManyTenants() throws Exception {
        String app = "app-" + UUID.randomUUID();
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String tenant = id + "-" + i;
            calls.add(() -> create(tenant, app));
        }
        assertThat(together(calls)).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(listed().stream().filter(t -> t.startsWith(id))).hasSize(1);
    }

    @Test
    void recoversWithANewOwnerAndAnApp() {
        Studio studio = Studio.open();
        Map<String, Object> form = Map.of("owner", "rescuer");
        Client keyed = operator.with("Idempotency-Key", UUID.randomUUID().toString());
        String path = "/api/v1/tenants/" + studio.id() + "/recover";
        Answer made = keyed.post(path, form).is(201);
        assertThat(made.text("owner")).isEqualTo("rescuer");
        Answer repeated = keyed.post(path, form).is(201);
        assertThat(repeated.text("clientId")).isEqualTo(made.text("clientId"));
        assertThat(repeated.json().has("clientSecret")).isFalse();
        Client rescuer = Control.anonymous().as(made.text("clientId"), made.text("clientSecret"));
        assertThat(rescuer.get("/api/v1/users/rescuer").is(200).text("role")).isEqualTo("owner");
        rescuer.post("/api/v1/apps/" + studio.app() + "/secrets", Map.of()).is(201);
        operator.post(path, form).is(409, "id_taken");
        assertThat(operator.post(path, Map.of()).is(201).text("owner")).hasSize(36);
        Map<String, Object> unknown = new HashMap<>(form);
        unknown.put("role", "owner");
        operator.post(path, unknown).names("role");
    }

    @Test
    void showsARecoveryToTheTenant() {
        Studio studio = Studio.open();
        operator.post("/api/v1/tenants/" + studio.id() + "/recover", Map.of()).is(201);
        Answer log = studio.owner().get("/api/v1/log?limit=1").is(200);
        assertThat(log.json().path("items").path(0).path("reason").asString())
                .isEqualTo("recover: the platform's operator made a new owner, with an app that manages");
        assertThat(log.json().path("items").path(0).path("actor").asString()).isEqualTo("the platform's operator");
        assertThat(log.json()
                        .path("items")
                        .path(0)
                        .path("changes")
                        .valueStream()
                        .map(change -> change.path("type").asString()))
                .containsExactly("UserAdded", "UserRoleAssigned", "AppAdded", "OnBehalfOfSet", "CredentialAdded");
    }

    @Test
    void isRecoveredByOwnersAmongOperatorsAlone() {
        Studio studio = Studio.open();
        String path = "/api/v1/tenants/" + studio.id() + "/recover";
        studio.owner().post(path, Map.of()).is(403, "operators_only");
        Studio.open().owner().post(path, Map.of()).is(403, "operators_only");
        Control.anonymous().post(path, Map.of()).is(401, "credential_missing");
        operator.post("/api/v1/tenants/platform/recover", Map.of()).is(404, "not_found");
        String clerk = "clerk-" + UUID.randomUUID();
        operator.post("/api/v1/users", Map.of("id", clerk, "role", "administrator"))
                .is(201);
        Answer app = operator.post(
                        "/api/v1/apps", Map.of("name", clerk, "onBehalfOf", clerk, "scopes", List.of("admin")))
                .is(201);
        Control.anonymous()
                .as(app.text("id"), app.json().path("secret").path("value").asString())
                .post(path, Map.of())
                .is(403, "owners_only");
    }
}
