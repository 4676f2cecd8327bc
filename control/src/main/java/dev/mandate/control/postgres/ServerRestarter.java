package dev.mandate.control.postgres;

import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Restarts the database server, and its watchdog, when it has ended. */
final class ServerRestarter implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ServerRestarter.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);

    /** The server. */
    interface Kept {
        boolean running() throws IOException;

        /** Starts it again, where and as it was. */
        void restart() throws IOException;

        /** Why the last start failed. */
        String reason();
    }

    private final DataFolder folder;
    private final Kept kept;
    private final Worker worker = new Worker("postgres-keeper", LOOK, this::look);
    private Watchdog watchdog;
    private volatile boolean closed;
    /** {@link System#nanoTime} when the server was first seen gone; null while it runs. */
    private @Nullable Long goneSince;

    private ServerRestarter(DataFolder folder, Kept kept, Watchdog watchdog) {
        this.folder = folder;
        this.kept = kept;
        this.watchdog = watchdog;
    }

    /** @param watchdog that was there before the server was */
    static ServerRestarter of(DataFolder folder, Kept kept, Watchdog watchdog) {
        ServerRestarter keeper = new ServerRestarter(folder, kept, watchdog);
        keeper.worker.start();
        return keeper;
    }

    Worker worker() {
        return worker;
    }

    private void look() throws IOException {
        if (!watchdog.alive()) {
            watchdog = Watchdog.start(folder);
        }
        if (closed) {
            return;
        }
        if (!kept.running()) {
            restart();
        }
        if (goneSince != null) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the embedded PostgreSQL is back after {0} ms",
                    Duration.ofNanos(System.nanoTime() - goneSince).toMillis());
            goneSince = null;
        }
    }

    /** A disk may be full now and have room later, so the worker repeats a failed start; until then the bound on stale state holds. */
    private void restart() throws IOException {
        if (goneSince == null) {
            goneSince = System.nanoTime();
            LOGGER.log(System.Logger.Level.WARNING, "the embedded PostgreSQL is gone: starting it again");
        }
        try {
            kept.restart();
        } catch (IOException | IllegalStateException | DatabaseFailure e) {
            throw new IOException("the embedded PostgreSQL does not start: " + kept.reason(), e);
        }
    }

    /** Stops starting the server again; the watchdog stays until the server is stopped. */
    void rest() {
        closed = true;
        worker.stop(Duration.ZERO);
    }

    @Override
    public void close() {
        watchdog.close();
    }
}
