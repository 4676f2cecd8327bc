package dev.mandate.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.Failure;
import dev.mandate.control.lines.LinesSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "MANDATE_TOKEN_ISSUER", "https://api.example.com",
            "MANDATE_TOKEN_CONTROL", "https://control.example.com");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return secret("mandate.conf", text);
    }

    @Test
    void putsTheEnvironmentBeforeTheFile() throws IOException {
        Path file = file("""
                # both planes
                MANDATE_GATEWAY_PORT=9001
                MANDATE_GATEWAY_KEY = 'a key with = and spaces'

                MANDATE_TOKEN_ISSUER="https://file.example.com"
                MANDATE_TOKEN_CONTROL=https://control.example.com
                """);
        Settings settings = Settings.read(file, Map.of("MANDATE_GATEWAY_PORT", "9002", "HOME", "/root"));
        assertThat(settings.gateway().listening().port()).isEqualTo(9002);
        assertThat(settings.gateway().control().gatewayKey()).isEqualTo("a key with = and spaces");
        assertThat(settings.control().issuer()).isEqualTo(URI.create("https://file.example.com"));
    }

    @Test
    void boundsLinesWithoutAControlPlane() {
        Settings settings = Settings.read(null, Map.of("MANDATE_GATEWAY_KEY", "key", "MANDATE_LINES_REPEATS", "3"));
        assertThat(settings.lines()).isEqualTo(new LinesSettings(3, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> Settings.read(null, Map.of("MANDATE_LINES_WINDOW", "1ms"))
                        .lines())
                .hasMessage("`MANDATE_LINES_WINDOW` must be 1s to 1d, not `1ms`");
    }

    @Test
    void takesSecretsFromFiles() throws IOException {
        Path keys = secret("keys", "first-key-of-a-gateway-in-these-tests\nsecond-key-of-a-gateway-in-these-tests\n");
        Path key = secret("key", "first-key-of-a-gateway-in-these-tests\n");
        Settings settings = Settings.read(
                null, Map.of("MANDATE_GATEWAY_KEYS_FILE", keys.toString(), "MANDATE_GATEWAY_KEY_FILE", key.toString()));
        assertThat(settings.find("MANDATE_GATEWAY_KEYS"))
                .contains("first-key-of-a-gateway-in-these-tests,second-key-of-a-gateway-in-these-tests");
        assertThat(settings.gateway().control().gatewayKey()).isEqualTo("first-key-of-a-gateway-in-these-tests");
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANDATE_GATEWAY_KEY", "MANDATE_GATEWAY_KEYS", "MANDATE_DATABASE_PASSWORD"})
    void refusesSecretsThatOthersMayRead(String name) throws IOException {
        Path key = secret("key", "se-cret-se-cret-se-cret-se-cret-se-cret");
        Map<String, String> environment = Map.of(name + "_FILE", key.toString());
        assertThat(Settings.read(null, environment).find(name)).isPresent();
        for (String wider : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(wider));
            assertThatThrownBy(() -> Settings.read(null, environment))
                    .isInstanceOf(Failure.class)
                    .hasMessage("others may read the secret in `" + key + "`: run `chmod 600` on it");
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(Settings.read(null, environment).find(name)).isPresent();
    }

    @Test
    void refusesASettingsFileWithSecretsThatOthersMayRead() throws IOException {
        Path file = file("MANDATE_GATEWAY_KEY=se-cret\n");
        assertThat(Settings.read(file, Map.of()).find("MANDATE_GATEWAY_KEY")).contains("se-cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Settings.read(file, Map.of())).hasMessageContaining("run `chmod 600` on it");
        Files.writeString(file, "MANDATE_LOG_POLL=1s\n");
        assertThat(Settings.read(file, Map.of()).find("MANDATE_LOG_POLL")).contains("1s");
    }

    @Test
    void putsTheEnvironmentBeforeASecretsFile() throws IOException {
        Path file = file("MANDATE_GATEWAY_KEY_FILE=/nowhere\n");
        Settings settings = Settings.read(file, Map.of("MANDATE_GATEWAY_KEY", "from-the-environment"));
        assertThat(settings.find("MANDATE_GATEWAY_KEY")).contains("from-the-environment");
    }

    @Test
    void namesWhatItDoesNotKnow() throws IOException {
        assertThatThrownBy(() -> Settings.read(null, Map.of("MANDATE_GATEWAY_PROT", "1")))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "setting `MANDATE_GATEWAY_PROT` is not known: remove it, or spell it as docs/operators.md does");
        Path file = file("PORT=1\n");
        assertThatThrownBy(() -> Settings.read(file, Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("`PORT` is not known");
        assertThat(Settings.read(null, Map.of("MANDATE_JAVA_HOME", "/x", "PORT", "1")))
                .as("the script's own, and what is not ours")
                .hasToString("settings []");
    }

    @Test
    void namesTheLineThatIsNoSetting() throws IOException {
        Path file = file("MANDATE_LOG_POLL=1s\nMANDATE_LOG_HINTS\n");
        assertThatThrownBy(() -> Settings.read(file, Map.of()))
                .hasMessage("line 2 of `" + file + "` is no setting: write NAME=value, or # before a remark");
        Path twice = file("MANDATE_LOG_POLL=1s\nMANDATE_LOG_POLL=2s\n");
        assertThatThrownBy(() -> Settings.read(twice, Map.of()))
                .hasMessageContaining("line 2")
                .hasMessageContaining("a second time");
    }

    @Test
    void namesFilesThatAreNotThere() {
        assertThatThrownBy(() -> Settings.read(folder.resolve("none"), Map.of()))
                .hasMessageContaining("none`: no such file")
                .hasMessageContaining("--config");
        assertThatThrownBy(() -> Settings.read(null, Map.of("MANDATE_DATABASE_PASSWORD_FILE", "/nowhere")))
                .hasMessageContaining("`/nowhere`: no such file")
                .hasMessageContaining("`MANDATE_DATABASE_PASSWORD_FILE`");
    }

    @Test
    void neverPrintsAValue() {
        Settings settings = Settings.read(null, LEAST).with(Map.of("MANDATE_DATABASE_PASSWORD", "se-cret"));
        assertThat(settings.toString() + settings.control()).doesNotContain("se-cret");
        Settings wrong = settings.with(Map.of("MANDATE_TOKEN_MASTER_KEY", "se-cret"));
        assertThatThrownBy(wrong::control)
                .hasMessage("`MANDATE_TOKEN_MASTER_KEY` must be base64 of 32 bytes")
                .hasMessageNotContaining("se-cret");
    }
}
