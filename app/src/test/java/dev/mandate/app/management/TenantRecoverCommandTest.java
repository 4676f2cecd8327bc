package dev.mandate.app.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code mandate tenant recover}, as an operator types it. */
class TenantRecoverCommandTest {
    @TempDir
    Path folder;

    private final TestInstallation running = TestInstallation.running();
    private final EnvironmentFile demo = running.demo();

    private ManagementClient client(String app, String secret) {
        return new ManagementClient(
                URI.create(demo.get("CONTROL_URL")),
                new ClientCredentials(
                        URI.create(demo.get("TOKEN_URL")),
                        app,
                        new ClientSecret(secret),
                        ClientAuthentication.BASIC,
                        null));
    }

    private static String shown(String out, String name) {
        return out.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().replaceFirst(" .*", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String list(Path as) {
        return log("list", "--as", as.toString());
    }

    private static String log(String... words) {
        StringWriter out = new StringWriter();
        new CommandLine(new LogCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(words);
        return out.toString();
    }

    @Test
    void letsATenantInAgain() throws IOException {
        String tenant = "lost-" + UUID.randomUUID();
        try (ManagementClient operator =
                ManagementEndpoint.of(demo, "PLATFORM_ADMIN").client()) {
            operator.must("POST", "/api/v1/tenants", Map.of("id", tenant, "name", "Lost"));
        }
        StringWriter out = new StringWriter();
        int code = new CommandLine(new TenantCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        "recover",
                        tenant,
                        "--owner",
                        "rescuer",
                        "--data",
                        running.data().toString());
        assertThat(code).as(out.toString()).isZero();
        String printed = out.toString();
        assertThat(shown(printed, "revision:")).matches("2\\.[0-9]+");
        assertThat(shown(printed, "owner")).isEqualTo("rescuer");
        try (ManagementClient rescuer = client(shown(printed, "client id"), shown(printed, "client secret"))) {
            JsonNode entry = rescuer.must("GET", "/api/v1/log?limit=1", null)
                    .json()
                    .path("items")
                    .path(0);
            assertThat(entry.path("reason").asString()).startsWith("recover: ");
            assertThat(entry.path("actor").asString()).isEqualTo("the platform's operator");
            rescuer.must("POST", "/api/v1/users", Map.of("id", "next", "role", "administrator"));
        }
        Path own = Files.writeString(
                folder.resolve("own.env"),
                "CONTROL_URL=" + demo.get("CONTROL_URL") + "\nTOKEN_URL=" + demo.get("TOKEN_URL") + "\nCLIENT_ID="
                        + shown(printed, "client id") + "\nCLIENT_SECRET=" + shown(printed, "client secret") + "\n");
        assertThat(list(own)).contains("run `chmod 600` on it");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        assertThat(list(own)).contains("UserAdded user=next", "role=administrator");
        String data = running.data().toString();
        assertThat(log("erase", "2", "--as", own.toString())).contains("an operator of the platform made the entry");
        assertThat(log("erase", "2", "--tenant", tenant, "--data", data)).contains("erased: the note of entry 2");
        assertThat(list(own)).contains("(erased)", "which said: recover: ");
        assertThat(list(folder.resolve("none"))).contains("no such file");
    }
}
