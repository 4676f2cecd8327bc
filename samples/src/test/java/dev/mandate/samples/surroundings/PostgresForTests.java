package dev.mandate.samples.surroundings;

import dev.mandate.samples.service.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One PostgreSQL server for all tests; a test can have its own database. */
public final class PostgresForTests {
    private static final EmbeddedPostgres SERVER = start();

    private PostgresForTests() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns the database that services share in an installation. */
    public static Database shared() {
        return named("postgres");
    }

    /** Creates an empty database; call it once for each name. */
    public static Database fresh(String name) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return named(name);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Database named(String name) {
        return new Database(SERVER.getJdbcUrl("postgres", name), "postgres", "postgres");
    }
}
