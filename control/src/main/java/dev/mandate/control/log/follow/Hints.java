package dev.mandate.control.log.follow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notifies other nodes of new entries, outside any transaction. Hints are gathered for a while, and may be lost. */
public final class Hints implements AutoCloseable {
    static final String CHANNEL = "mandate_log";

    private static final System.Logger LOGGER = System.getLogger(Hints.class.getName());

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final boolean on;
    private final Duration coalesce;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile @Nullable Thread sending;
    private volatile boolean closed;

    public Hints(JdbcClient jdbc, LogSettings settings) {
        this.jdbc = jdbc;
        this.on = settings.hints();
        this.coalesce = settings.coalesce();
    }

    /** Schedules a hint, unless one is due. */
    public void send() {
        if (on && !closed && due.compareAndSet(false, true)) {
            sending = Thread.ofVirtual().name("log-hint").start(this::notifyNodes);
        }
    }

    /** Waits until a hint that is due was sent, for a second at most: the connections go next. */
    @Override
    public void close() {
        closed = true;
        Thread last = sending;
        try {
            if (last != null) {
                last.join(LONGEST_CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void notifyNodes() {
        try {
            Thread.sleep(coalesce);
            due.set(false);
            jdbc.sql("select pg_notify('" + CHANNEL + "', '')").query().singleRow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "a hint was not sent; the poll finds it", e);
        } finally {
            due.set(false);
        }
    }
}
