package dev.mandate.samples.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.samples.media.setting.MediaGatewaySettings;
import dev.mandate.samples.media.setting.MediaGatewaySettings.Listen;
import dev.mandate.samples.media.setting.MediaGatewaySettings.Storage;
import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.TrustedGateway;
import dev.mandate.samples.studio.StudioForTests;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaGatewayTest {
    private final StudioForTests studio = StudioForTests.get();

    @Test
    void takesNoSettingFromOutside(@TempDir Path folder) throws Exception {
        System.setProperty("server.port", "-5");
        System.setProperty("spring.main.web-application-type", "none");
        System.setProperty("mandate.client.audience", "another");
        try (MediaGateway second = MediaGateway.start(settings(folder))) {
            assertThat(second.apiUri()).isNotEqualTo(studio.media.apiUri());
            assertThat(status(second.operatorUri().resolve("/readyz"))).isEqualTo(200);
            assertThat(status(second.apiUri().resolve("/v1/jobs"))).isEqualTo(401);
        } finally {
            System.clearProperty("server.port");
            System.clearProperty("spring.main.web-application-type");
            System.clearProperty("mandate.client.audience");
        }
        assertThat(status(studio.media.operatorUri().resolve("/readyz"))).isEqualTo(200);
    }

    @Test
    void closesAllItsPorts(@TempDir Path folder) {
        MediaGateway second = MediaGateway.start(settings(folder));
        List<URI> ports = List.of(second.apiUri(), second.storageUri(), second.operatorUri());
        second.close();
        for (URI uri : ports) {
            assertThatThrownBy(() -> status(uri)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void keepsItsStorageKeyToItself(@TempDir Path folder) throws Exception {
        MediaGateway.start(settings(folder)).close();
        Path key = folder.resolve("storage.key");
        byte[] made = Files.readAllBytes(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        MediaGateway.start(settings(folder)).close();
        assertThat(Files.readAllBytes(key)).isEqualTo(made);
    }

    @Test
    void settingsDoNotShowThePassword(@TempDir Path folder) {
        assertThat(settings(folder).toString()).doesNotContain("pass-word");
    }

    private MediaGatewaySettings settings(Path folder) {
        return new MediaGatewaySettings(
                Listen.loopback(),
                new Database(studio.databaseUrl, "postgres", "pass-word"),
                new TrustedGateway("http://gateway.test", URI.create("http://127.0.0.1:1/keys")),
                Storage.in(folder));
    }

    private static int status(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
