package dev.mandate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.Vendor.Seen;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every cell of {@code docs/statuses.md}, asked at the gateway of a running installation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RUN = "-statuses";

    private final HttpClient http = HttpClient.newHttpClient();
    private ManagementClient admin;
    private Cast cast;
    private Props props;

    @BeforeAll
    void gather() {
        EnvironmentFile demo = TestInstallation.running().demo();
        admin = ManagementEndpoint.of(demo, "REGISTRY_ADMIN").client();
        RegistryStage stage = RegistryStage.of(demo, http, admin);
        cast = Cast.gathered(stage, RUN);
        props = Props.of(stage, RUN);
    }

    @AfterAll
    void leave() {
        admin.close();
        http.close();
    }

    @Test
    void asksEveryEndpointAsEverybody() throws IOException {
        assertThat(StatusTable.read())
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(row.expected().keySet()).isEqualTo(cast.columns()));
        Set<String> asked = StatusTable.read().stream()
                .map(row -> shape(row.method() + " " + row.path()))
                .collect(Collectors.toSet());
        assertThat(asked).containsAll(documented("saleschannel-services")).containsAll(documented("user-services"));
    }

    private Set<String> documented(String api) {
        Set<String> shapes = new TreeSet<>();
        for (JsonNode action : admin.must("GET", "/api/v1/apis/" + api + "/actions?limit=200", null)
                .json()
                .path("items")) {
            shapes.add(shape(action.path("key").asString()));
        }
        assertThat(shapes).as("actions of " + api).hasSizeGreaterThan(5);
        return shapes;
    }

    private static String shape(String call) {
        return call.replaceAll("<[A-Za-z ]+>|\\{\\w+\\}", "*");
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheTableSays() throws IOException {
        return StatusTable.read().stream().map(row -> DynamicTest.dynamicTest(row.title(), () -> check(row)));
    }

    private void check(StatusTable.Row row) {
        Map<String, Integer> answered = new LinkedHashMap<>();
        row.expected().keySet().forEach(column -> answered.put(column, ask(row, column)));
        assertThat(answered).as(row.title()).isEqualTo(row.expected());
    }

    private int ask(StatusTable.Row row, String column) {
        Cast.Caller caller = cast.caller(column);
        String path = props.filled(row.path(), caller);
        Object body = row.body().isEmpty() ? null : JSON.readValue(props.filled(row.body(), caller), Map.class);
        ApiCall call = ApiCall.of(row.method(), path, body).after(props.revision());
        Seen seen = caller.ask(call.once(UUID.randomUUID().toString()));
        return seen.status();
    }
}
