package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.feed.FeedSettings;
import dev.mandate.control.log.follow.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseSettingsTest {
    @EnableConfigurationProperties({DatabaseSettings.class, LogSettings.class, FeedSettings.class})
    static class Bound {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void hasTheDocumentedDefaults() {
        runner.run(context -> {
            assertThat(context.getBean(LogSettings.class)).isEqualTo(LogSettings.DEFAULTS);
            assertThat(context.getBean(FeedSettings.class)).isEqualTo(FeedSettings.DEFAULTS);
            assertThat(context.getBean(DatabaseSettings.class))
                    .isEqualTo(DatabaseSettings.embedded(Path.of("data/postgres")));
        });
    }

    @Test
    void mapsEveryKey() {
        runner.withPropertyValues(
                        "mandate.database.url=jdbc:postgresql://h/d",
                        "mandate.database.username=u",
                        "mandate.database.password=p",
                        "mandate.database.data=elsewhere",
                        "mandate.database.port=5433",
                        "mandate.database.connections=7",
                        "mandate.database.start=30s",
                        "mandate.database.binaries=/usr/lib/postgresql/17/bin",
                        "mandate.log.poll=1s",
                        "mandate.log.hints=false",
                        "mandate.log.coalesce=7ms",
                        "mandate.log.retries=2",
                        "mandate.log.queue=3s",
                        "mandate.log.keep-answers=1h",
                        "mandate.log.fold-every=9",
                        "mandate.log.fold-quiet=5s",
                        "mandate.log.tenants=8",
                        "mandate.log.batch=6",
                        "mandate.log.clean-up=11s",
                        "mandate.feed.heartbeat=2s",
                        "mandate.feed.sessions=3",
                        "mandate.feed.batch=4",
                        "mandate.feed.whole-after=5",
                        "mandate.feed.positions=8192")
                .run(context -> {
                    assertThat(context.getBean(DatabaseSettings.class))
                            .isEqualTo(new DatabaseSettings(
                                    "jdbc:postgresql://h/d",
                                    "u",
                                    "p",
                                    Path.of("elsewhere"),
                                    5433,
                                    7,
                                    Duration.ofSeconds(30),
                                    Path.of("/usr/lib/postgresql/17/bin")));
                    assertThat(context.getBean(LogSettings.class))
                            .isEqualTo(new LogSettings(
                                    Duration.ofSeconds(1),
                                    false,
                                    Duration.ofMillis(7),
                                    2,
                                    Duration.ofSeconds(3),
                                    Duration.ofHours(1),
                                    9,
                                    Duration.ofSeconds(5),
                                    8,
                                    6,
                                    Duration.ofSeconds(11)));
                    assertThat(context.getBean(FeedSettings.class))
                            .isEqualTo(new FeedSettings(Duration.ofSeconds(2), 3, 4, 5, 8_192));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mandate.database.uri=x",
                "mandate.log.tries=1",
                "mandate.feed.beat=1s",
                "mandate.database.port=70000",
                "mandate.database.url=jdbc:mysql://h/d",
                "mandate.log.poll=0s",
                "mandate.feed.batch=0"
            })
    void stopsAtWhatItCannotUse(String setting) {
        runner.withPropertyValues(setting).run(context -> assertThat(context).hasFailed());
    }
}
