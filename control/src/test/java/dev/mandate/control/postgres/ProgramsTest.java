package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which PostgreSQL an embedded server runs, and on whose data. */
class ProgramsTest {
    @TempDir
    Path folder;

    private static DatabaseSettings settings(Path data, @Nullable Path binaries) {
        return new DatabaseSettings(null, null, null, data, 0, 4, Duration.ofSeconds(20), binaries);
    }

    /** Programs that say which release they are, and do nothing else. */
    private Path programs(String said) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String name : InstalledPrograms.NAMES) {
            Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\necho '" + said + "'\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        return bin;
    }

    private Path made(String version) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createFile(data.resolve("lock"));
        Files.writeString(Files.createDirectories(data.resolve("cluster")).resolve("PG_VERSION"), version + "\n");
        return data;
    }

    @Test
    void opensNoDataOfAnotherRelease() throws IOException {
        Path bin = programs("postgres (PostgreSQL) 16.4 (Debian 16.4-1)");
        Path data = made("18");
        assertThatThrownBy(() -> ControlDatabase.open(settings(data, bin)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("was made by PostgreSQL 18, and the programs are of 16: unset `MANDATE_DATABASE");
    }

    @Test
    void opensNoInstalledOnesDataWithItsOwn() throws IOException {
        Path data = made("15");
        assertThatThrownBy(() -> ControlDatabase.open(settings(data, null)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("was made by PostgreSQL 15, and the programs are of 18: set `MANDATE_DATABASE");
    }

    @Test
    void refusesWhatItCannotRun() throws IOException {
        Path data = folder.resolve("new");
        assertThatThrownBy(() -> ControlDatabase.open(settings(data, folder)))
                .hasMessageContaining("no program `initdb`")
                .hasMessageContaining("`/usr/lib/postgresql/17/bin`");
        Path old = programs("postgres (PostgreSQL) 13.9");
        assertThatThrownBy(() -> ControlDatabase.open(settings(data, old))).hasMessageContaining("must be 14 or later");
        Path other = programs("hello");
        assertThatThrownBy(() -> ControlDatabase.open(settings(data, other))).hasMessageContaining("is no PostgreSQL");
        assertThatThrownBy(() -> settings(data, Path.of("bin"))).hasMessageContaining("must be an absolute path");
    }

    @Test
    void knowsTheReleaseThatComesAlong() {
        try (ControlDatabase database = ControlDatabase.open(TestDatabase.fresh())) {
            String version = JdbcClient.create(database.dataSource())
                    .sql("show server_version")
                    .query(String.class)
                    .single();
            assertThat(version).startsWith(Programs.BUNDLED + ".");
        }
    }

    /** The newest one of Debian's that is installed here. */
    private static Optional<Path> debian() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> releases = Files.list(all)) {
            return releases.map(release -> release.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    @Test
    void runsDebiansWhereThatIsInstalled() throws IOException {
        Optional<Path> installed = debian();
        assumeTrue(installed.isPresent(), "no PostgreSQL of Debian's is installed here");
        Path data = folder.resolve("debian");
        String major = Integer.toString(Programs.of(installed.get()).major());
        for (int start = 0; start < 2; start++) {
            try (ControlDatabase database = ControlDatabase.open(settings(data, installed.get()))) {
                JdbcClient jdbc = JdbcClient.create(database.dataSource());
                assertThat(jdbc.sql("show server_version").query(String.class).single())
                        .startsWith(major + ".");
                assertThat(jdbc.sql("show listen_addresses").query(String.class).single())
                        .isEqualTo("127.0.0.1");
                jdbc.sql("create table if not exists kept (n int)").update();
            }
        }
        assertThat(Files.readString(data.resolve("cluster/PG_VERSION")).strip()).isEqualTo(major);
    }
}
