package dev.mandate.control.postgres;

import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.time.Duration;

/** Starts a running server again when it is gone, and its watchdog too. */
final class Keeper implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Keeper.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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

    private Keeper(DataFolder folder, Kept kept, Watchdog watchdog) {
        this.folder = folder;
        this.kept = kept;
        this.watchdog = watchdog;
    }

    /** @param watchdog that was there before the server was */
    static Keeper of(DataFolder folder, Kept kept, Watchdog watchdog) {
        Keeper keeper = new Keeper(folder, kept, watchdog);
        keeper.worker.start();
        return keeper;
    }

    Worker worker() {
        return worker;
    }

    private void look() throws IOException, InterruptedException {
        if (!watchdog.alive()) {
            watchdog = Watchdog.start(folder);
        }
        if (!kept.running() && !closed) {
            LOGGER.log(System.Logger.Level.WARNING, "the embedded PostgreSQL is gone: starting it again");
            revive();
        }
    }

    /** Tries until the server runs: a disk may be full now and have room later, and until then the bound on stale state holds. */
    private void revive() throws InterruptedException {
        long begun = System.nanoTime();
        Duration pause = LOOK;
        boolean told = false;
        while (!closed) {
            try {
                kept.restart();
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the embedded PostgreSQL is back after {0} ms",
                        Duration.ofNanos(System.nanoTime() - begun).toMillis());
                return;
            } catch (IOException | IllegalStateException | DatabaseFailure e) {
                if (!told && !closed) {
                    LOGGER.log(
                            System.Logger.Level.ERROR,
                            "the embedded PostgreSQL does not start, and is tried again: " + kept.reason());
                    told = true;
                }
                Thread.sleep(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
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
