package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house: who may change whom. */
class HouseRulesTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();

    @Test
    void letsNobodyChangeAUserAbove() {
        Client administrator = studio.administrator("admin");
        String second = studio.user("second");
        owner.put(second + "/role", Map.of("role", "owner")).is(200);
        administrator.post(second + "/disable").is(403, "user_above");
        administrator.post(second + "/revoke-tokens").is(403, "user_above");
        administrator.delete(second).is(403, "user_above");
        administrator.delete(second + "/role").is(403, "user_above");
        administrator.put(second + "/skills", Map.of("skills", List.of("cut"))).is(403, "user_above");
        administrator.patch(second, Map.of("name", "Mallory")).is(403, "user_above");
        administrator.post("/api/v1/apps/" + studio.app() + "/secrets").is(403, "user_above");
        administrator.post("/api/v1/apps/" + studio.app() + "/disable").is(403, "user_above");
        administrator.delete("/api/v1/apps/" + studio.app()).is(403, "user_above");
        administrator
                .patch("/api/v1/apps/" + studio.app(), Map.of("name", "Mine"))
                .is(403, "user_above");
        studio.add("groups", "g");
        administrator.put(second + "/groups/g").is(403, "user_above");
    }

    @ParameterizedTest
    @CsvSource({"owner", "administrator"})
    void letsOnlyAnOwnerNameOwnersAndAdministrators(String role) {
        Client administrator = studio.administrator("admin");
        String user = studio.user("robot");
        administrator.put(user + "/role", Map.of("role", role)).is(403, "owners_only");
        administrator.post("/api/v1/users", Map.of("role", role)).is(403, "owners_only");
        administrator.put("/api/v1/users/admin/role", Map.of("role", "owner")).is(403, "owners_only");
        owner.put(user + "/role", Map.of("role", role)).is(200);
    }

    @Test
    void letsOnlyAnOwnerGiveManagementScopes() {
        Client administrator = studio.administrator("admin");
        studio.user("robot");
        Map<String, Object> app = Map.of("name", "A", "onBehalfOf", "robot", "scopes", List.of("read"));
        administrator.post("/api/v1/apps", app).is(403, "owners_only");
        String path = "/api/v1/apps/" + owner.post("/api/v1/apps", app).is(201).text("id");
        administrator.patch(path, Map.of("scopes", List.of("admin"))).is(403, "owners_only");
        administrator.patch(path, Map.of("scopes", List.of())).is(403, "owners_only");
        administrator.put(path + "/on-behalf-of", Map.of("user", "owner")).is(403, "user_above");
        administrator.patch(path, Map.of("description", "ok")).is(200);
    }

    @Test
    void keepsAdministratorsOffPartnerApis() {
        owner.post("/api/v1/apps", Map.of("name", "A", "onBehalfOf", "owner")).is(409, "on_behalf_of_administrator");
        String robot = studio.user("robot");
        Studio.Registered app = studio.register("b-" + studio.id(), "robot");
        owner.put(robot + "/role", Map.of("role", "administrator")).is(409, "on_behalf_of_administrator");
        owner.put("/api/v1/apps/" + app.app() + "/on-behalf-of", Map.of("user", "owner"))
                .is(409, "on_behalf_of_administrator");
        owner.patch("/api/v1/apps/" + studio.app(), Map.of("scopes", List.of())).is(409, "on_behalf_of_administrator");
    }

    @Test
    void leavesUsersOfARemovedRoleWithNone() {
        String role = studio.add("roles", "api-user");
        String user = studio.user("robot");
        assertThat(owner.put(user + "/role", Map.of("role", "api-user")).is(200).text("role"))
                .isEqualTo("api-user");
        owner.delete(role).is(204);
        assertThat(owner.get(user).json().has("role")).isFalse();
        owner.put(user + "/role", Map.of("role", "api-user")).names("role");
        owner.post("/api/v1/roles", Map.of("id", "api-user", "name", "Again")).is(409, "id_taken");
    }

    @Test
    void leavesBuiltInRolesAsTheyAre() {
        owner.patch("/api/v1/roles/owner", Map.of("name", "Boss")).is(409, "built_in");
        owner.delete("/api/v1/roles/administrator").is(409, "built_in");
        owner.post("/api/v1/roles", Map.of("id", "owner", "name", "Boss")).is(409, "id_taken");
        studio.administrator("admin")
                .patch("/api/v1/roles/owner/permissions", Map.of("GET /x", "ACCESS"))
                .is(403, "owners_only");
    }

    @Test
    void cascadesWhenAUserGoes() {
        studio.workspace("w");
        String group = studio.add("groups", "g");
        String user = studio.user("robot");
        Studio.Registered app = studio.register("c-" + studio.id(), "robot");
        owner.put(user + "/groups/g").is(200);
        owner.delete(user).is(204);
        owner.get(user).is(404, "not_found");
        owner.get(group).is(200);
        assertThat(Control.anonymous().token(app.app(), app.secret(), "").status())
                .isEqualTo(401);
        owner.post("/api/v1/users", Map.of("id", "robot")).is(409, "id_taken");
    }

    @Test
    void closesARemovedWorkspaceInItsGroups() {
        studio.workspace("w");
        studio.workspace("v");
        Answer group = owner.post("/api/v1/groups", Map.of("name", "G", "workspaces", List.of("w", "v")))
                .is(201);
        owner.delete("/api/v1/spaces/w").is(204);
        assertThat(owner.get(group.header("Location")).texts("workspaces")).containsExactly("v");
    }

    @Test
    void letsAnOrdinaryUserManageNothing() {
        studio.user("robot");
        Studio.Registered app = studio.register("d-" + studio.id(), "robot", "admin", "read");
        Client robot = Control.anonymous().as(app.app(), app.secret());
        robot.get("/api/v1/users").is(403, "management_not_permitted");
        robot.post("/api/v1/users", Map.of()).is(403, "management_not_permitted");
    }

    @Test
    void knowsNoUserWhoNeverWas() {
        studio.add("groups", "g");
        owner.put("/api/v1/users/ghost/role", Map.of("role", "administrator")).is(404, "not_found");
        owner.put("/api/v1/users/ghost/groups/g").is(404, "not_found");
        owner.post("/api/v1/users/ghost/disable").is(404, "not_found");
    }

    @Test
    void asksForTheScope() {
        Client reader = studio.ownerWith("read");
        reader.get("/api/v1/users").is(200);
        reader.post("/api/v1/users", Map.of()).is(403, "insufficient_scope");
        Client asker = studio.asker();
        asker.get("/api/v1/users").is(403, "insufficient_scope");
    }
}
