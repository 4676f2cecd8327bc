package dev.mandate.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.process.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A start on the folder of an earlier one, with the demonstration: it finds everything again and changes nothing. */
class SecondStartTest {
    private static final String API = "/api/v1/apis/media-gateway";

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private Installation started() {
        said.getBuffer().setLength(0);
        Installation running = Installation.start(
                new Installation.Options(folder.resolve("data"), true), TestInstallation.ports(0, 0));
        running.announce(new PrintWriter(said, true));
        return running;
    }

    private EnvironmentFile file(String name) {
        return EnvironmentFile.read(folder.resolve("data").resolve(name));
    }

    private ManagementClient operator() {
        return ManagementEndpoint.of(file("platform.env"), "PLATFORM_ADMIN").client();
    }

    private static JsonNode api(ManagementClient operator) {
        return operator.must("GET", API, null).json();
    }

    private static JsonNode lastEntry(ManagementClient operator) {
        return operator.must("GET", "/api/v1/log?limit=1&order=newest", null)
                .json()
                .path("items")
                .path(0);
    }

    /** Retires all actions of the sample but one, which it leaves pending. */
    private static void change(ManagementClient operator) {
        operator.must(
                "POST",
                "/api/v1/apis",
                Map.of(
                        "id",
                        "media-gateway",
                        "document",
                        "openapi: 3.1.0\npaths:\n  /only: {get: {}}\n",
                        "allowRetire",
                        true));
        operator.must("DELETE", "/api/v1/connectors/external-post-production", null);
    }

    @Test
    void changesNothingThatAnOperatorChanged() throws IOException {
        JsonNode before;
        JsonNode last;
        try (Installation first = started();
                ManagementClient operator = operator()) {
            assertThat(said.toString()).doesNotContain("do not work").doesNotContain("another document");
            change(operator);
            before = api(operator);
            last = lastEntry(operator);
            assertThat(first.addresses().control().getPort()).isPositive();
        }
        EnvironmentFile demo = file("demo.env");
        // as an earlier release left it, whose document was another
        demo.set("MEDIA_GATEWAY_DOCUMENT_SHA256", "another");
        try (Installation second = started();
                ManagementClient operator = operator()) {
            assertThat(api(operator)).isEqualTo(before);
            assertThat(lastEntry(operator)).isEqualTo(last);
            assertThat(operator.find("/api/v1/connectors/external-post-production")
                            .status())
                    .isEqualTo(404);
            assertThat(said.toString())
                    .contains("this release has another document of the API media-gateway")
                    .contains("--id media-gateway --data ");
            assertThat(Files.readString(folder.resolve("data/media-gateway.yaml")))
                    .isEqualTo(Resources.text("/openapi/media-gateway.yaml"));
            assertThat(second.addresses().control().getPort()).isPositive();
        }
    }

    @Test
    void startsAfterItsCredentialsWereWithdrawn() {
        try (Installation first = started();
                ManagementClient operator = operator()) {
            String secrets = "/api/v1/apps/" + file("platform.env").get("PLATFORM_ADMIN_CLIENT_ID") + "/secrets";
            String old = operator.must("GET", secrets, null)
                    .json()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString();
            operator.must("POST", secrets, Map.of());
            operator.must("DELETE", secrets + "/" + old, null);
            assertThat(first.addresses().control().getPort()).isPositive();
        }
        EnvironmentFile ports = file("ports.env");
        ports.set("MEDIA_API_PORT", "0");
        try (Installation second = started()) {
            assertThat(said.toString())
                    .contains("platform.env do not work any more (the token endpoint refused: 401 `invalid_client`)")
                    .contains("./mandate recover --data ");
            assertThat(second.addresses().gateway().getPort()).isPositive();
        }
        RecoverCommand recover = new RecoverCommand();
        recover.data = folder.resolve("data");
        recover.recover(Settings.none(), new PrintWriter(said, true));
        try (Installation third = started();
                ManagementClient operator = operator()) {
            assertThat(said.toString()).doesNotContain("do not work");
            assertThat(api(operator).path("upstream").asString())
                    .isEqualTo(file("demo.env").get("MEDIA_API_URL"));
            JsonNode moved = operator.must("GET", "/api/v1/log?limit=200&order=newest", null)
                    .json()
                    .path("items");
            assertThat(List.copyOf(moved.valueStream()
                            .filter(e -> e.path("actor").asString().equals("start"))
                            .map(e -> e.path("reason").asString(""))
                            .filter(reason -> !reason.isEmpty())
                            .toList()))
                    .containsExactly("up: the sample answers at another port since this start");
            assertThat(third.addresses().gateway().getPort()).isPositive();
        }
    }

    @Test
    void startsWithoutItsCredentials() throws IOException {
        started().close();
        Files.delete(folder.resolve("data/platform.env"));
        try (Installation second = started()) {
            assertThat(said.toString()).contains("do not work any more").contains("the file has none");
            assertThat(second.addresses().gateway().getPort()).isPositive();
        }
    }
}
