package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A secret never outlives a raise of what its app may do. */
class CredentialRaiseTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private final Client administrator = studio.administrator("admin");
    private final String robot = studio.user("robot");
    private String app = "";
    private String path = "";

    private Studio.Registered registeredBy(Client client, String user) {
        Answer made = client.post("/api/v1/apps", Map.of("name", "App", "onBehalfOf", user))
                .is(201);
        return meant(new Studio.Registered(
                made.text("id"),
                made.json().path("secret").path("value").asString(),
                made.json().path("secret").path("id").asString()));
    }

    /** The app that the test is about. */
    private Studio.Registered meant(Studio.Registered made) {
        app = made.app();
        path = "/api/v1/apps/" + app;
        return made;
    }

    private static int tokenStatus(Studio.Registered app) {
        return Control.anonymous().token(app.app(), app.secret(), "").status();
    }

    private static void assertEnds(Studio.Registered app, Answer raise) {
        assertThat(raise.is(200).texts("withdrawn")).containsExactly(app.secretId());
        assertThat(tokenStatus(app)).isEqualTo(401);
    }

    @Test
    void endsSecretsWithManagementScopes() {
        Studio.Registered made = registeredBy(administrator, "robot");
        assertThat(tokenStatus(made)).isEqualTo(200);
        assertEnds(made, owner.patch(path, Map.of("scopes", List.of("read"))));
        assertThat(owner.get(path + "/secrets").json().path("items").size()).isZero();
    }

    @Test
    void endsSecretsWithARolesRank() {
        Studio.Registered made = meant(studio.register("App", "robot", "admin"));
        assertEnds(made, owner.put(robot + "/role", Map.of("role", "administrator")));
        assertThat(owner.get(robot).json().has("withdrawn")).isFalse();
    }

    @Test
    void endsSecretsWithAHigherUser() {
        Studio.Registered made = meant(studio.register("App", "robot", "admin"));
        assertEnds(made, owner.put(path + "/on-behalf-of", Map.of("user", "admin")));
        Answer next = owner.post(path + "/secrets").is(201);
        Studio.Registered second = new Studio.Registered(app, next.text("value"), next.text("id"));
        assertEnds(second, owner.put(path + "/on-behalf-of", Map.of("user", "owner")));
    }

    /** The app of {@code POST /api/v1/tenants}, as {@code STUDIO_ADMIN} of the demonstration is. */
    @Test
    void endsTheSecretOfATenantsFirstApp() {
        owner.post("/api/v1/users", Map.of("id", "second", "role", "owner")).is(201);
        Studio.Registered other = studio.register("Second", "second", "admin");
        Client second = Control.anonymous().as(other.app(), other.secret());
        String first = second.get("/api/v1/apps/" + studio.app() + "/secrets")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        Studio.Registered made = new Studio.Registered(studio.app(), studio.secret(), first);
        Answer lowered = second.put("/api/v1/users/owner/role", Map.of("role", "administrator"))
                .is(200);
        assertThat(lowered.json().has("withdrawn")).isFalse();
        assertThat(tokenStatus(made)).isEqualTo(200);
        assertEnds(made, second.put("/api/v1/users/owner/role", Map.of("role", "owner")));
    }

    @Test
    void endsSecretsWhereTheyWouldReadMore() {
        Studio.Registered made = meant(studio.register("App", "admin", "read"));
        assertEnds(made, owner.patch(path, Map.of("scopes", List.of("admin"))));
    }

    @Test
    void keepsSecretsWhereNothingIsRaised() {
        Studio.Registered made = meant(studio.register("App", "admin", "admin"));
        Answer same = owner.patch(path, Map.of("scopes", List.of("read"))).is(200);
        assertThat(same.json().has("withdrawn")).isFalse();
        studio.administrator("other");
        owner.put(path + "/on-behalf-of", Map.of("user", "other")).is(200);
        owner.post(path + "/disable").is(200);
        owner.post(path + "/enable").is(200);
        assertThat(tokenStatus(made)).isEqualTo(200);
    }

    @Test
    void keepsSecretsThatOnlyOwnersCouldRead() {
        Studio.Registered made = meant(studio.register("App", "owner", "read"));
        assertThat(owner.patch(path, Map.of("scopes", List.of("admin", "read")))
                        .is(200)
                        .json()
                        .has("withdrawn"))
                .isFalse();
        assertThat(tokenStatus(made)).isEqualTo(200);
    }

    @Test
    void keepsSecretsWithWhatAnAdministratorCanGive() {
        Studio.Registered made = registeredBy(administrator, "robot");
        studio.add("roles", "vendor");
        studio.add("groups", "g");
        owner.put(robot + "/role", Map.of("role", "vendor")).is(200);
        owner.put(robot + "/groups/g").is(200);
        owner.patch("/api/v1/groups/g", Map.of("workspaces", "all")).is(200);
        assertThat(tokenStatus(made)).isEqualTo(200);
    }

    @Test
    void saysSoAgainToARepeat() {
        Studio.Registered made = meant(studio.register("App", "robot", "admin"));
        Client once = owner.with("Idempotency-Key", "raise");
        assertEnds(made, once.put(robot + "/role", Map.of("role", "administrator")));
        assertThat(once.put(robot + "/role", Map.of("role", "administrator")).texts("withdrawn"))
                .containsExactly(made.secretId());
    }

    @Test
    void doesNotCountWhetherAnAppIsActive() {
        Studio.Registered made = meant(studio.register("App", "robot", "admin"));
        owner.post(path + "/disable").is(200);
        assertEnds(made, owner.put(robot + "/role", Map.of("role", "administrator")));
        owner.post(path + "/enable").is(200);
        assertThat(tokenStatus(made)).isEqualTo(401);
    }

    @Test
    void removesAppsWithTheirUser() {
        owner.put(robot + "/role", Map.of("role", "owner")).is(200);
        Studio.Registered made = meant(studio.register("App", "robot", "admin"));
        Studio.Registered other = studio.register("Other", "robot", "read");
        owner.delete(robot).is(204);
        owner.get(path).is(404, "not_found");
        owner.get("/api/v1/apps/" + other.app()).is(404, "not_found");
        assertThat(tokenStatus(made)).isEqualTo(401);
        administrator.post(path + "/secrets").is(404, "not_found");
    }

    @Test
    void leavesAppsWhoseUserIsGoneToOwners() {
        meant(studio.register("App", "robot", "admin"));
        Past.wrote(studio, new UserChange.UserRemoved(new UserId("robot")));
        administrator.post(path + "/secrets").is(403, "user_above");
        administrator.put(path + "/on-behalf-of", Map.of("user", "admin")).is(403, "user_above");
        administrator.post(path + "/disable").is(403, "user_above");
        administrator.delete(path).is(403, "user_above");
        assertThat(owner.put(path + "/on-behalf-of", Map.of("user", "owner"))
                        .is(200)
                        .texts("withdrawn"))
                .hasSize(1);
    }

    @Test
    void letsNobodyGainAScopeByAPeersApp() {
        studio.administrator("peer");
        Studio.Registered made = meant(studio.register("App", "peer", "admin"));
        Past.wrote(
                studio, new AppChange.AppScopesSet(new AppId(app), Set.of(ManagementScope.ADMIN, ManagementScope.ASK)));
        administrator.put(path + "/on-behalf-of", Map.of("user", "admin")).is(403, "owners_only");
        administrator.post(path + "/secrets").is(403, "owners_only");
        administrator.delete(path + "/secrets/" + made.secretId()).is(403, "owners_only");
        administrator.patch(path, Map.of("description", "ok")).is(200);
        administrator.post(path + "/disable").is(200);
        administrator.post(path + "/enable").is(403, "owners_only");
        owner.put(path + "/on-behalf-of", Map.of("user", "admin")).is(200);
    }

    @Test
    void refusesScopeAsk() {
        owner.post("/api/v1/apps", Map.of("name", "A", "onBehalfOf", "owner", "scopes", List.of("ask")))
                .names("scopes");
        owner.patch("/api/v1/apps/" + studio.app(), Map.of("scopes", List.of("admin", "ask")))
                .names("scopes");
    }

    @Test
    void refusesMoreThanAnEntryHolds() {
        AppChange.AppAdded[] added = new AppChange.AppAdded[1_000];
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < 500; i++) {
                String id = studio.id() + "-" + part + "-" + i;
                added[500 * part + i] = new AppChange.AppAdded(
                        new AppId(id),
                        id,
                        "",
                        Set.of(dev.mandate.engine.app.GrantType.CLIENT_CREDENTIALS),
                        Set.of(ManagementScope.READ));
            }
        }
        for (int from = 0; from < 1_000; from += 250) {
            dev.mandate.engine.change.Change[] changes = new dev.mandate.engine.change.Change[500];
            for (int i = 0; i < 250; i++) {
                changes[2 * i] = added[from + i];
                changes[2 * i + 1] = new AppChange.OnBehalfOfSet(added[from + i].app(), new UserId("robot"));
            }
            Past.wrote(studio, changes);
        }
        owner.delete(robot).is(409, "too_many_changes");
        owner.get(robot).is(200);
    }
}
