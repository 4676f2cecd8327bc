package dev.mandate.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.process.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code mandate recover}: the way back in, end to end. */
class RecoverTest {
    @TempDir
    Path folder;

    private Installation started() {
        return Installation.start(
                new Installation.Options(folder.resolve("data"), false), TestInstallation.ports(0, 0));
    }

    private String recover() {
        return recover(Settings.none());
    }

    private String recover(Settings settings) {
        StringWriter out = new StringWriter();
        RecoverCommand command = new RecoverCommand();
        command.data = folder.resolve("data");
        command.recover(settings, new PrintWriter(out, true));
        return out.toString();
    }

    private EnvironmentFile platform() {
        return EnvironmentFile.read(folder.resolve("data/platform.env"));
    }

    @Test
    void makesAnOperatorsAppThatGetsIn() throws Exception {
        Path file = folder.resolve("data/platform.env");
        started().close();
        String before = Files.readString(file);
        String first = platform().get("PLATFORM_ADMIN_CLIENT_ID");
        String out;
        try (Heard heard = Heard.all()) {
            out = recover();
            assertThat(heard.lines()).as("what was logged").isEmpty();
        }
        Path old = folder.resolve("data/platform.env.1");
        assertThat(out)
                .contains("the credentials of before are kept in " + old)
                .contains("a new operator's credentials are in " + file)
                .contains("still active: operators' app " + first + "\nend those")
                .containsPattern("\nrevision: 0\\.[0-9]+\n$");
        assertThat(Files.readString(old)).isEqualTo(before);
        for (Path secret : new Path[] {file, old}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        assertThat(platform().get("PLATFORM_ADMIN_CLIENT_SECRET"))
                .isNotEqualTo(EnvironmentFile.read(old).get("PLATFORM_ADMIN_CLIENT_SECRET"));
        try (Installation again = started();
                ManagementClient operator =
                        ManagementEndpoint.of(platform(), "PLATFORM_ADMIN").client()) {
            assertThat(again.addresses().control().getPort()).isPositive();
            JsonNode entry = operator.must("GET", "/api/v1/log?limit=1", null)
                    .json()
                    .path("items")
                    .path(0);
            assertThat(entry.path("actor").asString()).isEqualTo("recover");
            assertThat(entry.path("reason").asString()).startsWith("recover: ");
            assertThat(entry.path("changes").toString()).contains(platform().get("PLATFORM_ADMIN_CLIENT_ID"));
            assertThatThrownBy(() -> operator.must(
                            "DELETE", "/api/v1/log/" + entry.path("revision").asLong() + "/note", null))
                    .hasMessageContaining("the entry is a recovery of the platform");
            operator.must("POST", "/api/v1/users", Map.of("id", "colleague", "role", "administrator"));
            operator.must("DELETE", "/api/v1/apps/" + first, null);
        }
    }

    @Test
    void worksWithoutTheFileOfBefore() throws Exception {
        started().close();
        Files.delete(folder.resolve("data/platform.env"));
        assertThat(recover()).doesNotContain("kept in");
        try (Installation again = started();
                ManagementClient operator =
                        ManagementEndpoint.of(platform(), "PLATFORM_ADMIN").client()) {
            assertThat(again.addresses().control().getPort()).isPositive();
            operator.must("GET", "/api/v1/tenants", null);
        }
    }

    @Test
    void refusesARunningInstallation() {
        try (Installation running = started()) {
            assertThat(running.addresses().control().getPort()).isPositive();
            String before = platform().get("PLATFORM_ADMIN_CLIENT_SECRET");
            assertThatThrownBy(this::recover).isInstanceOf(Failure.class).hasMessageContaining("in use");
            assertThat(platform().get("PLATFORM_ADMIN_CLIENT_SECRET")).isEqualTo(before);
        }
    }

    @Test
    void leavesNoCopyWhereItFails() {
        started().close();
        Settings away = Settings.none()
                .behind(Map.of(
                        "MANDATE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/away?connectTimeout=1",
                        "MANDATE_DATABASE_USERNAME", "nobody",
                        "MANDATE_DATABASE_PASSWORD", "nothing",
                        "MANDATE_DATABASE_START", "1s"));
        assertThatThrownBy(() -> recover(away)).isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("data/platform.env.1")).doesNotExist();
        assertThat(platform().get("PLATFORM_ADMIN_CLIENT_SECRET")).isNotEmpty();
    }

    @Test
    void refusesAFolderWithoutAnInstallation() {
        assertThatThrownBy(this::recover)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("holds no installation")
                .hasMessageContaining("--data");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
