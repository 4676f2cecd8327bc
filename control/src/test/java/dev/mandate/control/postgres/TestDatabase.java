package dev.mandate.control.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** One embedded server for all tests of a run; each test that asks has an empty, migrated database of its own in it. */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "mandate_template";

    private final ControlDatabase server;
    private final Path folder;

    private TestDatabase(Path folder) {
        this.folder = folder;
        this.server = ControlDatabase.open(DatabaseSettings.embedded(folder));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        create(TEMPLATE, "template0");
        Flyway.configure()
                .dataSource(url(TEMPLATE), "postgres", server.credentials().password())
                .locations("classpath:db/control")
                .load()
                .migrate();
    }

    private static final class Holder {
        private static final TestDatabase SHARED = started();

        private static TestDatabase started() {
            try {
                // below target, so that what a killed run leaves goes with the next clean build
                Path target = Files.createDirectories(Path.of("target"));
                return new TestDatabase(Files.createTempDirectory(target, "postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How to reach a database that nobody else uses. */
    public static DatabaseSettings fresh() {
        return copy(TEMPLATE);
    }

    /** The same without any table. */
    static DatabaseSettings empty() {
        return copy("template0");
    }

    private static DatabaseSettings copy(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        TestDatabase shared = Holder.SHARED;
        shared.create(name, template);
        Credentials owner = shared.server.credentials();
        return new DatabaseSettings(
                shared.url(name), "postgres", owner.password(), Path.of("unused"), 0, 6, Duration.ofSeconds(20), null);
    }

    private String url(String database) {
        String url = server.url();
        return url.substring(0, url.lastIndexOf('/') + 1) + database;
    }

    private void create(String name, String template) {
        try (Connection connection = DriverManager.getConnection(
                        url("postgres"), "postgres", server.credentials().password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
