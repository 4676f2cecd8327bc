package dev.mandate.control.postgres;

import dev.mandate.protocol.worker.Worker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a child of this process, as durable as an installed one. It listens on 127.0.0.1 and on a socket within
 * its own cluster, and asks everybody for the password. It runs the programs that come along, or those of an installed package.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final String NAME = "mandate";

    /** Everybody proves the password, from the very first start. */
    private static final String ACCESS = """
            local all all scram-sha-256
            host  all all 127.0.0.1/32 scram-sha-256
            """;

    /** The library turns the first two off; the rest keeps a small installation small. */
    private static final Map<String, String> CONFIGURATION = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            // relative to the cluster: the path of a socket has room for 107 bytes
            Map.entry("unix_socket_directories", "."),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "32MB"),
            Map.entry("work_mem", "2MB"),
            Map.entry("maintenance_work_mem", "16MB"),
            Map.entry("max_wal_size", "128MB"),
            Map.entry("min_wal_size", "32MB"),
            Map.entry("jit", "off"),
            Map.entry("max_parallel_workers", "0"),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("autovacuum_max_workers", "1"),
            Map.entry("log_checkpoints", "off"));

    private final DataFolder folder;
    private final Orphan orphan;
    private final Supplier<EmbeddedPostgres.Builder> again;
    private final Credentials credentials;
    private final ServerRestarter keeper;
    private volatile EmbeddedPostgres postgres;

    private EmbeddedServer(Started started, DatabaseSettings settings, Watchdog watchdog, Credentials credentials) {
        this.folder = started.folder();
        this.orphan = started.orphan();
        this.postgres = started.postgres();
        int port = postgres.getPort();
        this.again = () -> builder(settings, folder, started.programs()).setPort(port);
        this.credentials = credentials;
        this.keeper = ServerRestarter.of(folder, new Beneath(), watchdog);
    }

    Worker worker() {
        return keeper.worker();
    }

    private record Started(DataFolder folder, Programs programs, Orphan orphan, EmbeddedPostgres postgres) {
        String url() {
            return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
        }
    }

    /**
     * Starts it, after stopping what an earlier process left running.
     *
     * @throws DatabaseFailure with one line that says what to do
     */
    static EmbeddedServer start(DatabaseSettings settings) {
        DataFolder folder = DataFolder.take(settings.data());
        try {
            return start(settings, folder);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            folder.close();
            throw new DatabaseFailure("the embedded PostgreSQL did not start: " + reason(folder, e), e);
        } catch (DatabaseFailure e) {
            folder.close();
            throw e;
        }
    }

    /** INVARIANT: the watchdog is there before the server is, so that at no moment a kill of this process leaves one behind. */
    private static EmbeddedServer start(DatabaseSettings settings, DataFolder folder) throws IOException {
        Orphan orphan = Orphan.of(folder);
        orphan.stop();
        checkPort(settings.port());
        Programs programs = Programs.of(settings.binaries());
        programs.requireOwn(folder);
        Files.deleteIfExists(folder.log());
        Watchdog watchdog = Watchdog.start(folder);
        try {
            EmbeddedPostgres postgres = builder(settings, folder, programs).start();
            return prepared(new Started(folder, programs, orphan, postgres), settings, watchdog);
        } catch (IOException | RuntimeException e) {
            watchdog.close();
            throw e;
        }
    }

    private static EmbeddedServer prepared(Started started, DatabaseSettings settings, Watchdog watchdog)
            throws IOException {
        String password = started.folder().password();
        try {
            if (started.folder().first()) {
                prepare(started.url(), password);
                started.folder().finished();
            }
            return new EmbeddedServer(
                    started, settings, watchdog, new Credentials(started.url() + NAME, NAME, password));
        } catch (SQLException | IOException e) {
            started.postgres().close();
            throw new DatabaseFailure("the embedded PostgreSQL could not be set up: " + Lines.first(e.getMessage()), e);
        }
    }

    /** What the keeper sees of it. */
    private final class Beneath implements ServerRestarter.Kept {
        @Override
        public boolean running() throws IOException {
            return orphan.running();
        }

        @Override
        public void restart() throws IOException {
            // gives back the library's lock of the cluster; there is nothing left that it could stop
            postgres.close();
            postgres = again.get().start();
        }

        @Override
        public String reason() {
            return EmbeddedServer.reason(folder, null);
        }
    }

    private static void checkPort(int port) throws IOException {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new DatabaseFailure(
                    "port `" + port + "` of the embedded PostgreSQL is taken: set `MANDATE_DATABASE_PORT` to another",
                    e);
        }
    }

    private static EmbeddedPostgres.Builder builder(DatabaseSettings settings, DataFolder folder, Programs programs) {
        Redirect log = Redirect.appendTo(folder.log().toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.programs().toFile())
                .setDataDirectory(folder.cluster())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(settings.port())
                .setPGStartupWait(settings.start())
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setDataDirectoryCustomizer(EmbeddedServer::closeDoors)
                .setConnectConfig("password", password(folder))
                // goes to initdb, so that the superuser never is without a password
                .setLocaleConfig("pwfile", folder.passwordFile().toString())
                .setLocaleConfig("locale", "C.UTF-8");
        CONFIGURATION.forEach(builder::setServerConfig);
        programs.onto(builder);
        return builder;
    }

    private static String password(DataFolder folder) {
        try {
            return folder.password();
        } catch (IOException e) {
            throw new UncheckedIOException("the password of the embedded PostgreSQL cannot be read or written", e);
        }
    }

    /** INVARIANT: runs between initdb, which trusts every local user, and the first start. */
    private static void closeDoors(File cluster) {
        try {
            Files.writeString(cluster.toPath().resolve("pg_hba.conf"), ACCESS);
        } catch (IOException e) {
            throw new UncheckedIOException("`pg_hba.conf` could not be written", e);
        }
    }

    /** Everything of Mandate's belongs to a role that is no superuser. */
    private static void prepare(String url, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + "postgres", "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + NAME + " login createrole password '" + password + "'");
            statement.execute("create database " + NAME + " owner " + NAME);
        }
    }

    /** What the server's log says, or the failure itself when the server came to say nothing. */
    private static String reason(DataFolder folder, @Nullable Exception failed) {
        Path log = folder.log();
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            // a server without room often cannot write that down either
            if (folder.full() && Lines.failure(lines).isEmpty()) {
                return "the disk of `" + folder.path() + "` is full: make room";
            }
            if (lines.isEmpty() && failed != null) {
                return failed instanceof IOException io ? Lines.why(io) : Lines.first(failed.getMessage());
            }
            return Lines.reason(lines);
        } catch (IOException e) {
            return "see `" + log + "`";
        }
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        keeper.rest();
        try (folder;
                keeper) {
            postgres.close();
            // a start that was cut short may have left one that the library does not know of
            orphan.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
        }
    }
}
