package dev.mandate.control.log.follow;

import dev.mandate.protocol.worker.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Polls the primary for entries that are new: each poll asks for everything since the oldest transaction that was in progress at the
 * poll before, so it misses nothing. Hints make it poll sooner. It keeps a connection of its own; on each new one it asks for
 * everything.
 */
final class Poll implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Poll.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final PollResult.Source source;
    private final LogSettings settings;
    private final Consumer<PollResult> receiver;
    /** INVARIANT: polls again after any failure, since a node that does not poll grows stale. */
    private final Worker worker = new Worker("log-poll", Duration.ZERO, this::poll);
    /** The floor of the last poll; the worker's own. */
    private String floor = "";

    private volatile @Nullable Connection listening;
    private volatile boolean closed;

    Poll(PollResult.Source source, LogSettings settings, Consumer<PollResult> receiver) {
        this.source = source;
        this.settings = settings;
        this.receiver = receiver;
    }

    /** Reads all heads once, then polls in the background. */
    void start() {
        try (Connection first = connect()) {
            deliver(source.all(first));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the log cannot be read", e);
        }
        worker.start();
    }

    Worker worker() {
        return worker;
    }

    private Connection connect() throws SQLException {
        Connection made = source.database().connect(ANSWER);
        if (settings.hints()) {
            try (Statement statement = made.createStatement()) {
                statement.execute("listen " + Hints.CHANNEL);
            }
        }
        return made;
    }

    private void deliver(PollResult result) {
        receiver.accept(result);
        floor = result.floor();
    }

    private void poll() throws SQLException {
        try {
            next();
        } catch (SQLException | RuntimeException | Error e) {
            abandon();
            if (!closed) {
                throw e;
            }
        }
    }

    private void next() throws SQLException {
        Connection open = listening;
        if (open == null) {
            open = connect();
            listening = open;
            deliver(source.all(open));
        } else {
            open.unwrap(PGConnection.class)
                    .getNotifications((int) settings.poll().toMillis());
            deliver(source.since(open, floor));
        }
    }

    /** Closes the connection, so that the next poll makes a new one. */
    private void abandon() {
        Connection broken = listening;
        listening = null;
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the connection for hints was gone already", e);
        }
    }

    /**
     * Ends the wait for hints, and lets a query that runs come to its end. INVARIANT: the thread is not interrupted before that, as an
     * interrupt breaks a connection of the pool in the middle of a query.
     */
    @Override
    public void close() {
        closed = true;
        Connection open = listening;
        try {
            if (open != null) {
                open.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the connection for hints was gone already", e);
        }
        worker.stop(ANSWER);
        abandon();
    }
}
