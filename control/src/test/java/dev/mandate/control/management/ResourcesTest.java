package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Users, roles, groups and apps from the first call to the last. */
class ResourcesTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();

    @Test
    void takesAUserThroughItsLife() {
        studio.add("roles", "api-user");
        studio.add("groups", "vendors");
        Map<String, Object> wanted = Map.of(
                "id", "robot",
                "kind", "service",
                "name", "Robot",
                "email", "robot@example.com",
                "role", "api-user",
                "groups", List.of("vendors"));
        Answer added = owner.post("/api/v1/users", wanted).is(201);
        String user = added.header("Location");
        assertThat(added.text("status")).isEqualTo("ACTIVE");
        assertThat(added.text("email")).isEqualTo("robot@example.com");
        assertThat(added.texts("groups")).containsExactly("vendors");
        assertThat(owner.get(user).is(200).body()).isEqualTo(added.body());
        assertThat(owner.patch(user, Map.of("name", "Robot II")).is(200).text("email"))
                .isEqualTo("robot@example.com");
        assertThat(owner.get(user).text("name")).isEqualTo("Robot II");
        assertThat(owner.delete(user + "/groups/vendors").is(200).texts("groups"))
                .isEmpty();
        assertThat(owner.put(user + "/groups/vendors").is(200).texts("groups")).containsExactly("vendors");
        owner.put(user + "/groups/none-such").is(404, "not_found");
        assertThat(owner.delete(user + "/role").is(200).json().has("role")).isFalse();
        assertThat(owner.put(user + "/skills", Map.of("skills", List.of("b", "a", "b")))
                        .is(200)
                        .texts("skills"))
                .containsExactly("a", "b");
        assertThat(owner.post(user + "/disable").is(200).text("status")).isEqualTo("DISABLED");
        assertThat(owner.post(user + "/enable").is(200).text("status")).isEqualTo("ACTIVE");
        owner.post(user + "/revoke-tokens").is(200);
        owner.delete(user).is(204);
        owner.delete(user).is(404, "not_found");
    }

    @Test
    void forgetsTheProfileOfARemovedUser() {
        owner.post("/api/v1/users", Map.of("id", "ann", "name", "Ann", "email", "ann@example.com"))
                .is(201);
        assertThat(profiles()).isEqualTo(1);
        owner.delete("/api/v1/users/ann").is(204);
        assertThat(profiles()).isZero();
    }

    private int profiles() {
        return JdbcClient.create(Control.server().database().dataSource())
                .sql("select count(*) from profile where tenant = ?")
                .param(studio.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void listsBuiltInRolesWithTheOthers() {
        studio.add("roles", "api-user");
        List<String> ids = new ArrayList<>();
        owner.get("/api/v1/roles")
                .is(200)
                .json()
                .path("items")
                .forEach(r -> ids.add(r.path("id").asString()));
        assertThat(ids).containsExactly("administrator", "api-user", "owner");
        assertThat(owner.get("/api/v1/roles/owner").is(200).text("name")).isEqualTo("Owner");
        assertThat(owner.patch("/api/v1/roles/api-user", Map.of("name", "API User"))
                        .is(200)
                        .text("name"))
                .isEqualTo("API User");
        owner.delete("/api/v1/roles/api-user").is(204);
    }

    @Test
    void takesAGroupThroughItsLife() {
        studio.workspace("a");
        studio.workspace("b");
        Answer added = owner.post(
                        "/api/v1/groups", Map.of("id", "g", "name", "Vendors", "workspaces", List.of("b", "a")))
                .is(201);
        assertThat(added.texts("workspaces")).containsExactly("a", "b");
        assertThat(owner.patch("/api/v1/groups/g", Map.of("workspaces", "all"))
                        .is(200)
                        .text("workspaces"))
                .isEqualTo("all");
        assertThat(owner.patch("/api/v1/groups/g", Map.of("workspaces", List.of("b")))
                        .is(200)
                        .texts("workspaces"))
                .containsExactly("b");
        assertThat(owner.patch("/api/v1/groups/g", Map.of("name", "Others"))
                        .is(200)
                        .texts("workspaces"))
                .containsExactly("b");
        owner.patch("/api/v1/groups/g", Map.of("id", "h")).names("id");
        assertThat(owner.get("/api/v1/groups").json().path("items").size()).isEqualTo(1);
        owner.delete("/api/v1/groups/g").is(204);
        owner.get("/api/v1/groups/g").is(404, "not_found");
    }

    @Test
    void takesAnAppThroughItsLife() {
        studio.user("robot");
        studio.user("second");
        Studio.Registered app = studio.register("a-" + studio.id(), "robot");
        String path = "/api/v1/apps/" + app.app();
        assertThat(owner.get(path).is(200).text("onBehalfOf")).isEqualTo("robot");
        assertThat(owner.get(path).body()).doesNotContain(app.secret());
        assertThat(Control.anonymous().token(app.app(), app.secret(), "").status())
                .isEqualTo(200);
        assertThat(owner.patch(path, Map.of("name", "New", "description", "What it does"))
                        .is(200)
                        .text("description"))
                .isEqualTo("What it does");
        assertThat(owner.put(path + "/on-behalf-of", Map.of("user", "second"))
                        .is(200)
                        .text("onBehalfOf"))
                .isEqualTo("second");
        assertThat(owner.post(path + "/disable").is(200).text("status")).isEqualTo("DISABLED");
        assertThat(Control.anonymous().token(app.app(), app.secret(), "").status())
                .isEqualTo(401);
        owner.post(path + "/enable").is(200);
        owner.post(path + "/revoke-tokens").is(200);
        assertThat(owner.get("/api/v1/apps").is(200).body()).contains(app.app());
        owner.delete(path).is(204);
        assertThat(Control.anonymous().token(app.app(), app.secret(), "").status())
                .isEqualTo(401);
    }
}
