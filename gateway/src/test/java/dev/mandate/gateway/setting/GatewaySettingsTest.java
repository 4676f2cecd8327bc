package dev.mandate.gateway.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.protocol.record.RecordBounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaySettingsTest {
    @Test
    void hasTheDocumentedDefaults() {
        GatewaySettings settings = GatewaySettings.from(Map.of("MANDATE_GATEWAY_KEY", "k"));
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(settings)
                .isEqualTo(new GatewaySettings(
                        new GatewaySettings.Listening(
                                "127.0.0.1",
                                8080,
                                false,
                                cores,
                                80,
                                32_768,
                                16_384,
                                Duration.ofSeconds(75),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                1_024,
                                1_024,
                                10_000,
                                new GatewaySettings.Linger(1 << 20, Duration.ofSeconds(2))),
                        new GatewaySettings.Operations(
                                "127.0.0.1", 0, Duration.ofSeconds(2), Duration.ofSeconds(5), false),
                        URI.create("http://127.0.0.1:8080"),
                        "http://127.0.0.1:8080",
                        Path.of("data/gateway"),
                        new GatewaySettings.Control(
                                URI.create("http://127.0.0.1:8081"),
                                "k",
                                256,
                                new GatewaySettings.Reporting(new RecordBounds(10_000, 16 << 20, 60), 500, 1 << 20)),
                        new GatewaySettings.Deciding(
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                64,
                                100_000,
                                1_000,
                                100_000,
                                1_000),
                        new GatewaySettings.Undecided(64, 65_536, Duration.ofSeconds(10), 8 << 20),
                        new ForwardingLimits(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(15),
                                256,
                                1_024,
                                1L << 30,
                                Duration.ofMillis(5))));
    }

    @Test
    void readsPropertiesLikeVariables() {
        GatewaySettings settings = GatewaySettings.from(Map.of(
                "mandate.gateway.key", "k",
                "mandate.gateway.port", "9",
                "mandate.gateway.upstream-response", "PT7S",
                "mandate.gateway.patience", "250ms",
                "mandate.gateway.staleness", "3m",
                "MANDATE_GATEWAY_CLEARTEXT_HTTP2", "true"));
        assertThat(settings.listening().port()).isEqualTo(9);
        assertThat(settings.listening().clearTextHttp2()).isTrue();
        assertThat(settings.forwarding().response()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.deciding().patience()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.deciding().staleness()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.publicUrl()).hasToString("http://127.0.0.1:9");
    }

    @ParameterizedTest
    @CsvSource({
        "MANDATE_GATEWAY_PORT, 65536",
        "MANDATE_GATEWAY_PORT, http",
        "MANDATE_GATEWAY_PORT, -1",
        "MANDATE_GATEWAY_STALENESS, 5 minutes",
        "MANDATE_GATEWAY_STALENESS, PT-5S",
        "MANDATE_GATEWAY_PUBLIC_URL, gateway.test",
        "MANDATE_GATEWAY_PUBLIC_URL, http://gateway.test/path",
        "MANDATE_CONTROL_URL, ftp://control",
        "MANDATE_GATEWAY_CLEARTEXT_HTTP2, yes",
        "MANDATE_GATEWAY_THREADS, 0",
        "MANDATE_GATEWAY_TENANTS, 0",
        "MANDATE_GATEWAY_BODY_BYTES, 0",
        "MANDATE_GATEWAY_HEADERS, 93",
        "MANDATE_GATEWAY_CONNECTIONS, 0",
        "MANDATE_GATEWAY_CONTROL_CONNECTIONS, 0",
        "MANDATE_GATEWAY_UNDECIDED_BODY_TIME, 0s"
    })
    void namesTheSettingAndTheValue(String name, String value) {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("MANDATE_GATEWAY_KEY", "k", name, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("`" + value + "`");
    }

    @Test
    void refusesUnknownDoubledAndMissing() {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("MANDATE_GATEWAY_KEY", "k", "MANDATE_GATEWAY_PROT", "1")))
                .hasMessage("setting `MANDATE_GATEWAY_PROT` is not known to the gateway");
        assertThatThrownBy(() -> GatewaySettings.from(Map.of()))
                .hasMessage("setting `MANDATE_GATEWAY_KEY` is required");
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("MANDATE_GATEWAY_KEY", "k", "mandate.gateway.key", "l")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("MANDATE_GATEWAY_KEY", "k", "MANDATE_GATEWAY_PORT", "0")))
                .hasMessage("setting `MANDATE_GATEWAY_PUBLIC_URL` is required");
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(GatewaySettings.from(Map.of("MANDATE_GATEWAY_KEY", "top-secret")))
                .asString()
                .doesNotContain("top-secret");
    }
}
