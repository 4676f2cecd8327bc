package dev.mandate.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.app.file.Folder;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    Path folder;

    private Installation started(int gatewayPort, int controlPort) {
        return Installation.start(
                new Installation.Options(folder.resolve("data"), false),
                TestInstallation.ports(gatewayPort, controlPort));
    }

    @Test
    void secondStartFindsEverythingAgain() throws Exception {
        try (Installation first = started(0, 0)) {
            assertThat(first.addresses().gateway().getPort()).isPositive();
            operator().must("POST", "/api/v1/tenants", Map.of("id", "kept", "name", "Kept"));
        }
        String keys = Files.readString(folder.resolve("data/platform.env"));
        try (Installation second = started(0, 0)) {
            assertThat(operator()
                            .must("GET", "/api/v1/tenants/kept", null)
                            .json()
                            .path("name")
                            .asString())
                    .isEqualTo("Kept");
            assertThat(status(second.addresses().operations().resolve("/readyz")))
                    .isEqualTo(200);
            assertThat(status(second.addresses().operations().resolve("/livez")))
                    .isEqualTo(200);
            assertThat(status(second.addresses().operations().resolve("/metrics")))
                    .isEqualTo(200);
            assertThat(status(second.addresses().gatewayOperations().resolve("/readyz")))
                    .isEqualTo(200);
        }
        assertThat(keys).contains("PLATFORM_ADMIN_CLIENT_ID", "PLATFORM_ADMIN_CLIENT_SECRET");
    }

    private ManagementClient operator() {
        return ManagementEndpoint.of(EnvironmentFile.read(folder.resolve("data/platform.env")), "PLATFORM_ADMIN")
                .client();
    }

    private static int status(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> started(taken.getLocalPort(), 0))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("--gateway-port");
        }
    }

    @Test
    void saysThatAFolderIsNone() throws Exception {
        Files.writeString(folder.resolve("data"), "a file");
        assertThatThrownBy(() -> started(0, 0))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot write to folder")
                .hasMessageContaining("--data");
    }

    @Test
    void saysThatAFolderIsInUse() {
        try (Folder taken = Folder.take(folder.resolve("data"), "--data")) {
            assertThat(taken.resolve("lock")).exists();
            assertThatThrownBy(() -> started(0, 0)).isInstanceOf(Failure.class).hasMessageContaining("in use");
        }
    }
}
