package dev.mandate.control.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mandate.protocol.worker.Worker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A running PostgreSQL with this node's pool of connections. Safe to share between threads. */
public final class ControlDatabase implements AutoCloseable, Worker.Owner {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    static final int OLDEST = 14;

    private final Optional<EmbeddedServer> server;
    private final Credentials credentials;
    private final HikariDataSource pool;

    private ControlDatabase(Optional<EmbeddedServer> server, Credentials credentials, HikariDataSource pool) {
        this.server = server;
        this.credentials = credentials;
        this.pool = pool;
    }

    /**
     * Starts the embedded one, or connects to the operator's.
     *
     * @throws DatabaseFailure with one line that says what to do
     */
    public static ControlDatabase open(DatabaseSettings settings) {
        String url = settings.url();
        if (url != null) {
            Credentials given = new Credentials(url, text(settings.username()), text(settings.password()));
            check(given);
            return new ControlDatabase(Optional.empty(), given, pool(given, settings));
        }
        EmbeddedServer server = EmbeddedServer.start(settings);
        try {
            return new ControlDatabase(Optional.of(server), server.credentials(), pool(server.credentials(), settings));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void check(Credentials credentials) {
        try (Connection connection = connect(credentials, ANSWER)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new DatabaseFailure(
                        "`MANDATE_DATABASE_URL` is PostgreSQL `" + version + "`: it must be " + OLDEST + " or later");
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    "the database of `MANDATE_DATABASE_URL` cannot be reached: " + Lines.first(e.getMessage()), e);
        }
    }

    private static HikariDataSource pool(Credentials credentials, DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mandate");
        config.setJdbcUrl(credentials.url());
        config.setDataSourceProperties(properties(credentials, ANSWER));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        config.setConnectionTimeout(CONNECT.toMillis());
        return new HikariDataSource(config);
    }

    /** INVARIANT: only ever the primary, as a replica may lack a right's withdrawal. */
    private static Properties properties(Credentials credentials, Duration answer) {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.username());
        properties.setProperty("password", credentials.password());
        properties.setProperty("ApplicationName", "mandate");
        properties.setProperty("targetServerType", "primary");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(CONNECT.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(answer.toSeconds()));
        return properties;
    }

    private static Connection connect(Credentials credentials, Duration answer) throws SQLException {
        return DriverManager.getConnection(credentials.url(), properties(credentials, answer));
    }

    /** The pool. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Returns a connection outside of the pool, for users that keep one.
     *
     * @param answer the longest that the server may take to answer, in whole seconds
     */
    public Connection connect(Duration answer) throws SQLException {
        return connect(credentials, answer);
    }

    /** For connections from elsewhere. */
    public Credentials credentials() {
        return credentials;
    }

    /** The address, without a password. */
    public String url() {
        return credentials.url();
    }

    /** Whether the server is this node's own. */
    public boolean embedded() {
        return server.isPresent();
    }

    /**
     * A role and a schema of that name in the same server, made if missing, for a sample service: it may read nothing of
     * Mandate's. Each call gives the role a new password.
     *
     * @param name 1 to 20 lower-case letters
     * @throws DatabaseFailure if this node's own role may not make others
     */
    public Credentials sampleSchema(String name) {
        if (!name.matches("[a-z]{1,20}")) {
            throw new IllegalArgumentException("schema `" + name + "` must be 1 to 20 lower-case letters");
        }
        String role = "sample_" + name;
        String password = Secrets.generated();
        try (Connection connection = connect(ANSWER);
                Statement statement = connection.createStatement()) {
            // INVARIANT: name is letters and the password base64url, so that neither can end its quotes
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + role
                    + "') then create role " + role + " login; end if; end $$");
            statement.execute("alter role " + role + " password '" + password + "'");
            statement.execute("grant " + role + " to current_user");
            statement.execute("create schema if not exists " + name + " authorization " + role);
            statement.execute("alter role " + role + " set search_path = " + name);
        } catch (SQLException e) {
            throw new DatabaseFailure("schema `" + name + "` could not be made: " + Lines.first(e.getMessage()), e);
        }
        return new Credentials(credentials.url(), role, password);
    }

    @Override
    public List<Worker> workers() {
        return server.map(EmbeddedServer::worker).stream().toList();
    }

    /** Gives back the connections, and stops the server if it is this node's own. */
    @Override
    public void close() {
        pool.close();
        server.ifPresent(EmbeddedServer::close);
    }
}
