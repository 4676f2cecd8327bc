package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose token opens what: operators, tenants, vendors, and nobody any more. */
class DoorsTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private final Client operator = Control.operator();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/tenants",
        "POST, /api/v1/tenants",
        "GET, /api/v1/tenants/%s",
        "POST, /api/v1/tenants/%s/suspend",
        "POST, /api/v1/tenants/%s/activate",
        "POST, /api/v1/apis",
        "POST, /api/v1/connectors"
    })
    void keepsTenantsOutOfThePlatform(String method, String path) {
        Map<String, Object> body = path.endsWith("apis")
                ? Map.of("id", "x", "kind", "switch", "upstream", "http://a", "document", Documents.ONE)
                : path.endsWith("connectors")
                        ? Map.of("id", "x", "name", "x", "api", "x")
                        : Map.of("id", "x", "name", "x");
        String target = path.formatted(Studio.open().id());
        Answer answer = method.equals("GET") ? owner.get(target) : owner.post(target, body);
        answer.is(403, "operators_only");
    }

    @Test
    void tellsATenantNothingOfOthers() {
        Answer known = owner.get("/api/v1/tenants/" + Studio.open().id()).is(403, "operators_only");
        Answer unknown = owner.get("/api/v1/tenants/none-such").is(403, "operators_only");
        assertThat(unknown.body()).isEqualTo(known.body());
        owner.post("/api/v1/tenants/none-such/suspend").is(403, "operators_only");
    }

    @Test
    void keepsOperatorsOutOfWhatOnlyTenantsHave() {
        operator.post("/api/v1/spaces", Map.of("kind", "workspace", "name", "x"))
                .is(403, "tenants_only");
        operator.post("/api/v1/groups", Map.of("name", "x")).is(403, "tenants_only");
        operator.patch("/api/v1/roles/owner/permissions", Map.of("GET /x", "NONE"))
                .is(403, "tenants_only");
        operator.post("/api/v1/apis/none-such/enable").is(403, "tenants_only");
    }

    @Test
    void givesOperatorsUsersAndAppsOfTheirOwn() {
        String id = "op-" + studio.id().substring(0, 10);
        operator.post("/api/v1/users", Map.of("id", id, "role", "administrator"))
                .is(201);
        operator.post("/api/v1/users/" + id + "/disable").is(200);
        operator.delete("/api/v1/users/" + id).is(204);
        operator.get("/api/v1/tenants/platform").is(404, "not_found");
        operator.get("/api/v1/tenants/none-such").is(404, "not_found");
        operator.post("/api/v1/tenants/none-such/suspend").is(404, "not_found");
        operator.post("/api/v1/tenants", Map.of("id", "platform", "name", "x")).names("id");
        operator.post("/api/v1/tenants", Map.of("name", "x")).names("id");
        operator.post("/api/v1/tenants", Map.of("id", studio.id(), "name", "x")).is(409, "id_taken");
    }

    @Test
    void seesOneTenantAlone() {
        Studio other = Studio.open();
        other.user("theirs");
        owner.get("/api/v1/users/theirs").is(404, "not_found");
        assertThat(owner.get("/api/v1/apps").body()).doesNotContain(other.app());
        owner.get("/api/v1/apps/" + other.app()).is(404, "not_found");
        studio.user("robot");
    }

    /** Whether an app's id is taken would tell of other tenants: nobody chooses one, and every choice is refused alike. */
    @Test
    void tellsNothingOfAnotherTenantsAppId() {
        studio.user("robot");
        String own = studio.register("own", "robot").app();
        List<String> refusals = Stream.of(
                        Studio.open().app(), own, UUID.randomUUID().toString(), "no id at all", "")
                .map(id -> owner.post("/api/v1/apps", Map.of("id", id, "name", "x", "onBehalfOf", "robot"))
                        .names("id"))
                .map(answer -> answer.status() + answer.body())
                .distinct()
                .toList();
        assertThat(refusals).hasSize(1);
        assertThat(owner.post("/api/v1/apps", Map.of("name", "x", "onBehalfOf", "robot"))
                        .is(201)
                        .text("id"))
                .matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users", "/api/v1/nothing"})
    void asksForACredential(String path) {
        Answer answer = Control.anonymous().get(path).is(401, "credential_missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refusesATokenForThePartnerApis() {
        studio.user("robot");
        Studio.Registered app = studio.register("v-" + studio.id(), "robot");
        Client vendor = Control.anonymous().as(app.app(), app.secret());
        vendor.get("/api/v1/users").is(401, "invalid_token");
        vendor.post("/api/v1/users", Map.of()).is(401, "invalid_token");
    }

    @Test
    void endsADisabledAdministratorsTokenAtOnce() {
        Client administrator = studio.administrator("admin");
        administrator.get("/api/v1/users").is(200);
        owner.post("/api/v1/users/admin/disable").is(200);
        administrator.get("/api/v1/users").is(401, "invalid_token");
        administrator.post("/api/v1/users", Map.of()).is(401, "invalid_token");
        owner.post("/api/v1/users/admin/enable").is(200);
        administrator.get("/api/v1/users").is(401, "invalid_token");
    }

    @Test
    void endsWhatAWithdrawnSecretObtained() {
        Client second = studio.ownerWith("admin");
        String apps = "/api/v1/apps/" + studio.app() + "/secrets";
        Answer secrets = owner.get(apps).is(200);
        assertThat(secrets.body()).doesNotContain(studio.secret());
        String only = secrets.json().path("items").path(0).path("id").asString();
        Answer another = second.post(apps).is(201);
        assertThat(another.header("Location")).isEqualTo(apps + "/" + another.text("id"));
        second.post(apps).is(409, "too_many_secrets");
        second.delete(apps + "/" + only).is(204);
        second.delete(apps + "/" + only).is(404, "not_found");
        owner.get("/api/v1/users").is(401, "invalid_token");
        Control.anonymous()
                .as(studio.app(), another.text("value"))
                .get("/api/v1/users")
                .is(200);
    }

    @Test
    void takesARoleFromAnAdministratorAtOnce() {
        Client administrator = studio.administrator("admin");
        owner.delete("/api/v1/users/admin/role").is(200);
        administrator.post("/api/v1/users", Map.of()).is(403, "management_not_permitted");
    }

    @Test
    void suspendsATenantWithAllItsTokens() {
        String path = "/api/v1/tenants/" + studio.id();
        assertThat(operator.get(path).is(200).text("status")).isEqualTo("ACTIVE");
        assertThat(operator.post(path + "/suspend").is(200).text("status")).isEqualTo("SUSPENDED");
        owner.get("/api/v1/users").is(401, "invalid_token");
        operator.post(path + "/activate").is(200);
        owner.get("/api/v1/users").is(401, "invalid_token");
        Control.anonymous()
                .as(studio.app(), studio.secret())
                .get("/api/v1/users")
                .is(200);
    }

    @Test
    void listsTenants() {
        StringBuilder listed = new StringBuilder();
        String cursor = "";
        do {
            Answer page = operator.get("/api/v1/tenants?limit=200" + cursor).is(200);
            listed.append(page.body());
            cursor = page.json().has("next") ? "&cursor=" + page.text("next") : "";
        } while (!cursor.isEmpty());
        assertThat(listed.toString()).contains(studio.id());
    }

    @Test
    void servesTheManualToAnybody() {
        Client anybody =
                Control.anonymous().with("X-Forwarded-Host", "evil.example").with("Accept", "*/*");
        Answer document = anybody.get("/api/v1/openapi.json").is(200);
        assertThat(document.json().path("servers").path(0).path("url").asString())
                .isEqualTo(Control.URL);
        assertThat(document.body()).doesNotContain("evil.example");
        Answer page = anybody.get("/api/v1/docs").is(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.body()).doesNotContain("<script").doesNotContain("src=").contains("/api/v1/apps/{id}/secrets");
        Answer problem = anybody.get("/problems/last_administrator").is(200);
        assertThat(problem.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(problem.body()).contains("<h1>").contains("last active Owner");
        assertThat(anybody.with("Accept", "application/json")
                        .get("/problems/last_administrator")
                        .is(200)
                        .text("code"))
                .isEqualTo("last_administrator");
        Answer refused = anybody.get("/problems/none_such").is(404, "not_found");
        assertThat(refused.text("type")).isEqualTo(Control.ISSUER + "/.well-known/mandate-problems/not_found");
        String type = URI.create(refused.text("type")).getPath();
        assertThat(anybody.get(type).is(200).body())
                .isEqualTo(anybody.get("/problems/not_found").body());
        anybody.get("/problems").is(200);
    }
}
