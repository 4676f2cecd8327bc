package dev.mandate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.VendorSetup;
import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import dev.mandate.samples.robot.Robot;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The story of the on-behalf user over real HTTP: control plane, gateway, sample and robot as {@code up} runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudioStoryTest {
    private final DemoSteps steps = DemoSteps.silent();
    private final HttpClient http = HttpClient.newHttpClient();
    private StudioStage stage;
    private VendorSetup setup;
    private VendorSetup.Plan plan;
    private String secret;

    @BeforeAll
    void findTheStage() {
        EnvironmentFile demo = TestInstallation.running().demo();
        stage = new StudioStage(
                URI.create(demo.get("GATEWAY_URL")),
                URI.create(demo.get("MEDIA_OPERATOR_URL")),
                "studio",
                demo.get("VENDOR_WORKSPACE_ID"),
                demo.get("VENDOR_TASK_ID"),
                demo.get("FOREIGN_TASK_ID"),
                ManagementEndpoint.of(demo, "STUDIO_ADMIN").client(),
                ManagementEndpoint.of(demo, "PLATFORM_ADMIN").client());
        setup = new VendorSetup(stage.admin(), steps);
    }

    @BeforeEach
    void letAVendorIn() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        VendorSetup.Plan draft = VendorSetup.Plan.of(
                "external-post-production", stage.workspace(), "role-" + run, "group-" + run, "user-" + run, " " + run);
        AppSetup.Registered made = setup.make(draft);
        plan = draft.with(made);
        secret = made.secret();
    }

    @AfterEach
    void letTheVendorGo() {
        setup.remove(plan);
    }

    @AfterAll
    void leave() {
        stage.admin().close();
        stage.platform().close();
        http.close();
    }

    private Robot robot(List<String> seen) {
        return new Robot(stage.robot(plan.app(), secret), (workflow, step, status) -> seen.add(status + " " + step));
    }

    private Vendor vendor() {
        return new Vendor(http, stage.gateway(), plan.app(), secret);
    }

    private JsonNode get(String path) {
        return stage.admin().must("GET", path, null).json();
    }

    @Test
    void setsUpTheVendorAsTheArticleSays() {
        JsonNode user = get("/api/v1/users/" + plan.user());
        assertThat(user.path("role").asString()).isEqualTo(plan.role());
        assertThat(user.path("skills").size()).isZero();
        assertThat(user.path("groups").path(0).asString()).isEqualTo(plan.group());
        assertThat(get("/api/v1/groups/" + plan.group())
                        .path("workspaces")
                        .path(0)
                        .asString())
                .isEqualTo(stage.workspace());
        assertThat(get("/api/v1/apps/" + plan.app()).path("onBehalfOf").asString())
                .isEqualTo(plan.user());
        assertThat(get("/api/v1/roles/" + plan.role()).path("name").asString()).startsWith("API User");
    }

    @Test
    void showsTheSecretOnceOnly() {
        assertThat(secret).startsWith("mandate_cs_");
        assertThat(get("/api/v1/apps/" + plan.app()).toString()).doesNotContain(secret);
        assertThat(get("/api/v1/apps/" + plan.app() + "/secrets").toString()).doesNotContain(secret);
    }

    @Test
    void setsEighteenLinesWithFifteenSwitches() {
        JsonNode permissions = get("/api/v1/roles/" + plan.role() + "/permissions");
        long accesses = permissions.properties().stream()
                .filter(p -> p.getValue().asString().equals("ACCESS"))
                .count();
        assertThat(accesses).isEqualTo(15);
        assertThat(setup.lines("external-post-production")).hasSize(15);
        JsonNode modules = get("/api/v1/connectors/external-post-production").path("modules");
        int lines = 0;
        for (JsonNode module : modules) {
            lines += module.path("required").size() + module.path("optional").size();
        }
        assertThat(lines).isEqualTo(18);
    }

    @Test
    void isReadyForTheConnectorAndHasNothingMore() {
        JsonNode readiness = get("/api/v1/apps/" + plan.app() + "/readiness?connector=external-post-production");
        assertThat(readiness.path("ready").asBoolean()).isTrue();
        assertThat(readiness.path("findings").size()).isZero();
    }

    @Test
    void isReadyForTheConnectorsThatItNames() {
        JsonNode app = get("/api/v1/apps/" + plan.app());
        assertThat(app.path("connectors").toString())
                .isEqualTo("{\"external-post-production\":[\"ECOMM\",\"EDITORIAL\"]}");
        JsonNode readiness = get("/api/v1/apps/" + plan.app() + "/readiness");
        assertThat(readiness.path("ready").asBoolean()).isTrue();
        JsonNode modules = readiness.path("connectors").path(0).path("modules");
        assertThat(modules.size()).isEqualTo(2);
        assertThat(modules.valueStream().allMatch(m -> m.path("ready").asBoolean()))
                .isTrue();
    }

    /** The seed's table asks seven actions of ECOMM; who gives these alone gives enough. */
    @Test
    void isReadyForOneModuleWithItsSevenActions() {
        JsonNode modules = get("/api/v1/connectors/external-post-production").path("modules");
        List<String> needed = modules.path("ECOMM")
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(needed).hasSize(7);
        Map<String, String> switches = new TreeMap<>();
        setup.lines("external-post-production")
                .forEach(line -> switches.put(line, needed.contains(line) ? "ACCESS" : "NONE"));
        stage.admin().must("PATCH", "/api/v1/roles/" + plan.role() + "/permissions", switches);
        String path = "/api/v1/apps/" + plan.app() + "/readiness?connector=external-post-production&module=";
        assertThat(get(path + "ECOMM").path("ready").asBoolean()).isTrue();
        assertThat(get(path + "EDITORIAL").path("ready").asBoolean()).isFalse();
    }

    @Test
    void robotMakesBothRoundTrips() throws Exception {
        List<String> seen = new ArrayList<>();
        try (Robot robot = robot(seen)) {
            robot.play();
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(18).allMatch(line -> line.startsWith("2"));
    }

    @Test
    void eachActionAtNoneFailsAlone() throws Exception {
        try (Robot robot = robot(new ArrayList<>())) {
            new SwitchChapter(stage, steps, plan).tell(robot);
        }
    }

    @Test
    void hidesTasksOfAnotherWorkspace() {
        new HiddenChapter(stage, steps).tell(vendor());
    }

    @Test
    void tokensAreDeadAtOnce() {
        new StandingChapter(stage, steps, plan).tell(vendor());
    }

    @Test
    void keepsTheRulesOfTheHouse() {
        new HouseRulesChapter(stage, steps, http).tell(plan);
    }

    @Test
    void tokenOfThePartnerDoesNotManage() {
        ManagementClient.Answer answer = vendorAsManager().call("GET", "/api/v1/users", null);
        assertThat(answer.status()).isEqualTo(401);
    }

    private ManagementClient vendorAsManager() {
        EnvironmentFile demo = TestInstallation.running().demo();
        return new ManagementClient(
                URI.create(demo.get("CONTROL_URL")),
                new ClientCredentials(
                        URI.create(demo.get("TOKEN_URL")),
                        plan.app(),
                        new ClientSecret(secret),
                        ClientAuthentication.BASIC,
                        null));
    }
}
