package dev.mandate.control.token.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TokenSettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("issuer", "https://api.example.com", "control", "https://control.example.com");

    @EnableConfigurationProperties(TokenSettings.class)
    static class Bound {}

    @Test
    void hasDefaultsForAllButTheTwoAddresses() {
        with(Map.of()).run(context -> {
            TokenSettings settings = context.getBean(TokenSettings.class);
            assertThat(settings.lifetime()).isEqualTo(Duration.ofHours(1));
            assertThat(settings.partnerScopes()).isEqualTo(Set.of("cfgateway"));
            assertThat(settings.masterKey()).isNull();
            assertThat(settings.masterKeyFile()).isEqualTo(Path.of("data/token-master.key"));
            assertThat(settings.staleness()).isEqualTo(Duration.ofMinutes(5));
            assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(1));
            assertThat(settings.waitingPerApp()).isEqualTo(64);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, ''",
        "issuer, ftp://api.example.com",
        "issuer, https://api.example.com/",
        "issuer, https://api.example.com?x",
        "control, https://user:password@control.example.com",
        "control, https://api.example.com",
        "lifetime, 30s",
        "lifetime, 25h",
        "staleness, 6m",
        "rotation-lead, 0s",
        "rotation-lead, 299s",
        "rotation-lead, 25h",
        "rotation, 30m",
        "longest-wait, 11s",
        "waiting-per-app, 0",
        "partner-scopes, admin",
        "partner-scopes, a b",
        "unknown, x"
    })
    void stopsTheStartForASettingThatIsWrong(String name, String value) {
        with(Map.of(name, value)).run(context -> assertThat(context).hasFailed());
    }

    @Test
    void signsWithAKeyBeforeTheNextOneIsPublished() {
        with(Map.of("rotation", "1h", "rotation-lead", "1h"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("`mandate.token.rotation-lead` must be shorter than"));
        with(Map.of("rotation", "1h", "rotation-lead", "59m"))
                .run(context -> assertThat(context).hasNotFailed());
        with(Map.of("rotation", "0s", "rotation-lead", "1d"))
                .run(context -> assertThat(context).hasNotFailed());
        with(Map.of("staleness", "2s", "rotation-lead", "2s"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void needsBothAddresses() {
        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .withPropertyValues("mandate.token.issuer=https://api.example.com")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("`mandate.token.control` must be a URL"));
    }

    @Test
    void neverPrintsTheMasterKey() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        with(Map.of("master-key", key))
                .run(context -> assertThat(context.getBean(TokenSettings.class).toString())
                        .doesNotContain(key));
    }

    private static ApplicationContextRunner with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .withPropertyValues(all.entrySet().stream()
                        .map(e -> "mandate.token." + e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new));
    }
}
