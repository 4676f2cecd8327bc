package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ControlDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static DatabaseSettings settings(Path folder, int port) {
        return new DatabaseSettings(null, null, null, folder, port, 4, PATIENCE, null);
    }

    private static DatabaseSettings external(String url, String user, String password) {
        return new DatabaseSettings(url, user, password, Path.of("unused"), 0, 4, PATIENCE, null);
    }

    private static String setting(ControlDatabase database, String name) {
        return JdbcClient.create(database.dataSource())
                .sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    @Test
    void keepsEverythingAcrossRestarts(@TempDir Path root) throws IOException {
        Path folder = root.resolve("with a space");
        try (ControlDatabase first = ControlDatabase.open(settings(folder, 0))) {
            assertThat(setting(first, "fsync")).isEqualTo("on");
            assertThat(setting(first, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(first, "jit")).isEqualTo("off");
            assertThat(setting(first, "data_checksums")).isEqualTo("on");
            assertThat(setting(first, "listen_addresses")).isEqualTo("127.0.0.1");
            JdbcClient.create(first.dataSource())
                    .sql("create table kept (id int)")
                    .update();
            JdbcClient.create(first.dataSource())
                    .sql("insert into kept values (42)")
                    .update();
            refusesEverybodyWithoutThePassword(first);
            refusesASecondProcess(folder);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
        long begun = System.nanoTime();
        try (ControlDatabase second = ControlDatabase.open(settings(folder, 0))) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(JdbcClient.create(second.dataSource())
                            .sql("select id from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
            assertThat(folder.resolve("cluster")).isDirectoryContaining("glob:**/.s.PGSQL.*");
        }
    }

    private static void refusesEverybodyWithoutThePassword(ControlDatabase database) {
        String url = database.url().replace("/mandate", "/postgres");
        for (String password : new String[] {"", "postgres", "guess"}) {
            Properties properties = new Properties();
            properties.setProperty("user", "postgres");
            properties.setProperty("password", password);
            assertThatThrownBy(() -> DriverManager.getConnection(url, properties))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static void refusesASecondProcess(Path folder) {
        assertThatThrownBy(() -> ControlDatabase.open(settings(folder, 0)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("in use by another Mandate");
    }

    @Test
    void startsAnewWhenTheFirstStartWasCut(@TempDir Path root) throws IOException {
        Path folder = root.resolve("cut");
        Files.createDirectories(folder.resolve("cluster"));
        Files.createFile(folder.resolve("lock"));
        Files.createFile(folder.resolve("unfinished"));
        Files.writeString(folder.resolve("cluster/postgresql.conf"), "half");
        try (ControlDatabase database = ControlDatabase.open(settings(folder, 0))) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheFolder(@TempDir Path root) throws IOException {
        Path foreign = Files.createDirectory(root.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.txt"), "mine");
        Path file = Files.writeString(root.resolve("file"), "x");
        assertThatThrownBy(() -> ControlDatabase.open(settings(foreign, 0)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("the data folder `%s` holds something else than a database: choose an empty one", foreign);
        assertThatThrownBy(() -> ControlDatabase.open(settings(file, 0)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("the data folder `%s` is a file: choose another", file);
        assertThatThrownBy(() -> ControlDatabase.open(settings(Path.of("/proc/mandate"), 0)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("`/proc/mandate` cannot be written");
    }

    @Test
    void saysWhenItsPortIsTaken(@TempDir Path folder) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ControlDatabase.open(settings(folder, taken.getLocalPort())))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("port `" + taken.getLocalPort() + "`")
                    .hasMessageContaining("is taken");
        }
    }

    @Test
    void usesTheOperatorsOwn() {
        DatabaseSettings settings = TestDatabase.fresh();
        try (ControlDatabase database = ControlDatabase.open(settings)) {
            assertThat(database.embedded()).isFalse();
            assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void saysWhenTheOperatorsOwnIsAway() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> ControlDatabase.open(
                        external("jdbc:postgresql://127.0.0.1:" + port + "/x", "someone", "se-cret")))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining("se-cret");
    }

    @Test
    void givesSamplesNothingOfItsOwn() throws SQLException {
        try (ControlDatabase database = ControlDatabase.open(TestDatabase.fresh())) {
            JdbcClient.create(database.dataSource())
                    .sql("create table secret (id int)")
                    .update();
            database.sampleSchema("media");
            Credentials sample = database.sampleSchema("media");
            try (Connection connection =
                            DriverManager.getConnection(sample.url(), sample.username(), sample.password());
                    var statement = connection.createStatement()) {
                statement.execute("create table task (id int)");
                assertThatThrownBy(() -> statement.executeQuery("select * from public.secret"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("create table public.mine (id int)"))
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> database.sampleSchema("x'; drop")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
