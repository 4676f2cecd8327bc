package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the release before is brought to this one: a new script must come after all that it has run. */
class MigrationTest {
    private static final String SCRIPTS = "db/control";
    private static final List<String> RELEASE_BEFORE = List.of(
            "V100__log.sql",
            "V200__client_secret.sql",
            "V201__signing_key.sql",
            "V300__profile_decision.sql",
            "V310__fold_part.sql");

    @TempDir
    Path before = Path.of("");

    @Test
    void upgrades() throws IOException {
        for (String script : RELEASE_BEFORE) {
            copy(script);
        }
        try (ControlDatabase database = ControlDatabase.open(TestDatabase.empty())) {
            Flyway old = flyway(database.dataSource(), "filesystem:" + before);
            assertThat(old.migrate().migrationsExecuted).isEqualTo(RELEASE_BEFORE.size());
            Flyway now = flyway(database.dataSource(), "classpath:" + SCRIPTS);
            assertThat(now.migrate().success).isTrue();
            assertThat(now.info().pending()).isEmpty();
        }
    }

    private void copy(String script) throws IOException {
        try (InputStream text = ControlDatabase.class.getClassLoader().getResourceAsStream(SCRIPTS + "/" + script)) {
            assertThat(text).isNotNull();
            Files.write(before.resolve(script), text.readAllBytes());
        }
    }

    private static Flyway flyway(DataSource database, String location) {
        return Flyway.configure().dataSource(database).locations(location).load();
    }
}
