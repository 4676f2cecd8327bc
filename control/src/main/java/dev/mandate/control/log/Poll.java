package dev.mandate.control.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Asks the primary again and again what is new: at each poll everything since the oldest transaction that was not over at
 * the poll before, so nothing is missed. Hints make it ask sooner. It keeps a connection of its own; on each new one it
 * asks for everything.
 */
final class Poll implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Poll.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final News.Source source;
    private final LogSettings settings;
    private final Consumer<News> receiver;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Connection listening;

    Poll(News.Source source, LogSettings settings, Consumer<News> receiver) {
        this.source = source;
        this.settings = settings;
        this.receiver = receiver;
        this.thread = Thread.ofVirtual().name("log-poll").unstarted(this::run);
    }

    /** Takes in everything that there is, and goes on beside. */
    void start() {
        try (Connection first = connect()) {
            whole(first);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the log cannot be read", e);
        }
        thread.start();
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

    private String whole(Connection open) throws SQLException {
        News news = source.all(open);
        receiver.accept(news);
        return news.floor();
    }

    private void run() {
        boolean well = true;
        while (!closed()) {
            try {
                follow();
            } catch (SQLException | RuntimeException e) {
                // INVARIANT: it goes on, whatever it was: a node that follows no more grows old and is of no use
                if (well && !closed()) {
                    LOGGER.log(System.Logger.Level.WARNING, "the log cannot be read: " + e.getMessage());
                }
                well = false;
                pause();
            }
        }
    }

    /** Follows on one connection until it breaks. */
    private void follow() throws SQLException {
        try (Connection open = connect()) {
            listening = open;
            String floor = whole(open);
            PGConnection hints = open.unwrap(PGConnection.class);
            while (!closed()) {
                hints.getNotifications((int) settings.poll().toMillis());
                News news = source.since(open, floor);
                receiver.accept(news);
                floor = news.floor();
            }
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    /**
     * Ends the wait for hints, and lets a query that runs come to its end. INVARIANT: the thread is not interrupted, as that
     * breaks a connection of the pool in the middle of a query.
     */
    @Override
    public void close() {
        closing.countDown();
        try {
            Connection open = listening;
            if (open != null) {
                open.abort(Runnable::run);
            }
            thread.join(ANSWER);
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the connection for hints was gone already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
