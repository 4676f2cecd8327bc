package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nobody changes what a user above has, by whichever thing it has it. */
class AboveTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private final Client administrator = studio.administrator("admin");

    @Test
    void keepsGroupsOfThoseAbove() {
        studio.workspace("w");
        String group = studio.add("groups", "g");
        owner.put("/api/v1/users/owner/groups/g").is(200);
        administrator.patch(group, Map.of("workspaces", List.of("w"))).is(403, "user_above");
        owner.patch(group, Map.of("workspaces", List.of("w"))).is(200);
        administrator.patch(group, Map.of("workspaces", List.of())).is(403, "user_above");
        administrator.patch(group, Map.of("workspaces", "all")).is(403, "user_above");
        administrator.delete(group).is(403, "user_above");
        administrator.delete("/api/v1/spaces/w").is(403, "user_above");
        administrator.patch(group, Map.of("name", "Crew")).is(200);
        owner.delete("/api/v1/users/owner/groups/g").is(200);
        administrator.patch(group, Map.of("workspaces", "all")).is(200);
        administrator.delete("/api/v1/spaces/w").is(204);
        administrator.delete(group).is(204);
    }

    @Test
    void keepsGroupsOfADisabledOwner() {
        String group = studio.add("groups", "g");
        String second = studio.user("second");
        owner.put(second + "/role", Map.of("role", "owner")).is(200);
        owner.put(second + "/groups/g").is(200);
        owner.post(second + "/disable").is(200);
        administrator.delete(group).is(403, "user_above");
    }

    @Test
    void keepsTheChannelOfThoseAbove() {
        Registry registry = new Registry(studio);
        owner.post("/api/v1/spaces", Map.of("id", "c", "kind", "sales-channel", "name", "c"))
                .is(201);
        owner.post(Registry.binding("owner", "c")).is(201);
        administrator.delete(Registry.binding("owner", "c")).is(403, "user_above");
        administrator.delete("/api/v1/spaces/c?kind=sales-channel").is(403, "user_above");
        registry.owner().delete("/api/v1/spaces/c?kind=sales-channel").is(204);
    }

    @Test
    void leavesWhatAnOwnerDisabledToOwners() {
        String robot = studio.user("robot");
        Studio.Registered made = studio.register("app-" + UUID.randomUUID(), "robot");
        String app = "/api/v1/apps/" + made.app();
        owner.post(robot + "/disable").is(200);
        owner.post(app + "/disable").is(200);
        administrator.post(robot + "/enable").is(403, "owners_only");
        administrator.post(app + "/enable").is(403, "owners_only");
        owner.post(robot + "/enable").is(200);
        owner.post(app + "/enable").is(200);
        administrator.post(robot + "/disable").is(200);
        administrator.post(app + "/disable").is(200);
        administrator.post(robot + "/enable").is(200);
        administrator.post(app + "/enable").is(200);
    }

    @Test
    void reservesWhatWasDisabledAlready() {
        String robot = studio.user("robot");
        String app = "/api/v1/apps/"
                + studio.register("app-" + UUID.randomUUID(), "robot").app();
        administrator.post(robot + "/disable").is(200);
        administrator.post(app + "/disable").is(200);
        owner.post(robot + "/disable").is(200);
        owner.post(app + "/disable").is(200);
        administrator.post(robot + "/enable").is(403, "owners_only");
        administrator.post(app + "/enable").is(403, "owners_only");
    }

    @Test
    void asksForTheRightBeforeItRepeats() {
        String second = studio.user("second");
        owner.put(second + "/role", Map.of("role", "owner")).is(200);
        Studio.Registered app = studio.register("app-" + UUID.randomUUID(), "second", "admin");
        Client once = Control.anonymous().as(app.app(), app.secret()).with("Idempotency-Key", "k");
        Client again = once.with("Idempotency-Key", "l");
        Map<String, String> named = Map.of("id", "robot", "role", "administrator");
        once.post("/api/v1/users", named).is(201);
        again.put("/api/v1/users/robot/role", Map.of("role", "owner")).is(200);
        once.post("/api/v1/users", named).is(201);

        owner.put(second + "/role", Map.of("role", "administrator")).is(200);
        once.post("/api/v1/users", named).is(403, "user_above");
        again.put("/api/v1/users/robot/role", Map.of("role", "owner")).is(403, "user_above");
        owner.put("/api/v1/users/robot/role", Map.of("role", "administrator")).is(200);
        once.post("/api/v1/users", named).is(403, "owners_only");

        owner.delete(second + "/role").is(200);
        once.post("/api/v1/users", named).is(403, "management_not_permitted");
        again.post("/api/v1/users", named).is(403, "management_not_permitted");
    }

    @Test
    void repeatsNothingOfAUserWhoRose() {
        Client once = administrator.with("Idempotency-Key", "k");
        Map<String, String> named = Map.of("id", "robot");
        once.post("/api/v1/users", named).is(201);
        once.post("/api/v1/users", named).is(201);
        owner.put("/api/v1/users/robot/role", Map.of("role", "owner")).is(200);
        once.post("/api/v1/users", named).is(403, "user_above");
    }

    @Test
    void repeatsNoProfileOfAUserWhoRose() {
        String robot = studio.user("robot");
        Client once = administrator.with("Idempotency-Key", "k");
        once.patch(robot, Map.of("name", "Robot")).is(200);
        once.patch(robot, Map.of("name", "Robot")).is(200);
        owner.put(robot + "/role", Map.of("role", "owner")).is(200);
        once.patch(robot, Map.of("name", "Robot")).is(403, "user_above");
    }

    @Test
    void repeatsNothingThatChangedNothingOfAUserWhoRose() {
        String robot = studio.user("robot");
        administrator.post(robot + "/disable").is(200);
        Client once = administrator.with("Idempotency-Key", "k");
        once.post(robot + "/disable").is(200);
        once.post(robot + "/disable").is(200);
        owner.put(robot + "/role", Map.of("role", "owner")).is(200);
        once.post(robot + "/disable").is(403, "user_above");
    }

    @Test
    void repeatsNoAnswerAboutAUserWhoIsGone() {
        Client once = administrator.with("Idempotency-Key", "k");
        once.post("/api/v1/users", Map.of("id", "robot")).is(201);
        owner.delete("/api/v1/users/robot").is(204);
        once.post("/api/v1/users", Map.of("id", "robot")).is(409, "idempotency_key_used");
    }

    @Test
    void repeatsARemoval() {
        String robot = studio.user("robot");
        studio.register("app-" + UUID.randomUUID(), "robot");
        Client once = administrator.with("Idempotency-Key", "k");
        once.delete(robot).is(204);
        once.delete(robot).is(204);
        administrator.delete(robot).is(404, "not_found");
    }

    @Test
    void asksForTheEntityRoleBeforeItRepeats() {
        Registry registry = Registry.open();
        registry.user("rob", "a", Registry.ROLE_ADMINISTRATOR);
        registry.user("ann", "a");
        Client once = registry.vendor("rob").with("Idempotency-Key", "k");
        Map<String, String> role = Map.of("role", "TRADER_VIEWER");
        once.post(Registry.roles("ann", "a"), role).is(201);
        once.post(Registry.roles("ann", "a"), role).is(201);
        registry.owner().delete(Registry.binding("ann", "a")).is(204);
        once.post(Registry.roles("ann", "a"), role).is(404, "not_found");
        registry.bind("ann", "a");
        once.post(Registry.roles("ann", "a"), role).is(409, "idempotency_key_used");
        registry.owner()
                .delete(Registry.roles("rob", "a") + "?role=" + Registry.ROLE_ADMINISTRATOR)
                .is(204);
        once.post(Registry.roles("ann", "a"), role).is(403, "action_not_permitted");
    }

    @Test
    void letsARoleAdministratorGiveEntityRolesToAnyone() {
        Registry registry = Registry.open();
        registry.user("rob", "a", Registry.ROLE_ADMINISTRATOR);
        registry.bind("owner", "a");
        Client rob = registry.vendor("rob");
        rob.post(Registry.roles("owner", "a"), Map.of("role", "TRADER_VIEWER")).is(201);
        rob.delete(Registry.roles("owner", "a") + "?role=TRADER_VIEWER").is(204);
        rob.delete(Registry.binding("owner", "a")).is(403, "action_not_permitted");
        assertThat(registry.owner().get("/api/v1/users/owner").text("role")).isEqualTo("owner");
    }
}
