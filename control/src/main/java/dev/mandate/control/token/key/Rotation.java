package dev.mandate.control.token.key;

import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;

/** Follows the schedule of token keys. Each node does so; the second finds nothing to do. */
public final class Rotation implements AutoCloseable, Worker.Owner {
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final Worker worker;

    /** Publishes, rotates and retires keys as scheduled, every 10 s until it is closed. */
    public Rotation(TokenKeys keys) {
        this.worker = new Worker("key-rotation", ROUND, keys::followSchedule).start();
    }

    @Override
    public List<Worker> workers() {
        return List.of(worker);
    }

    @Override
    public void close() {
        worker.close();
    }
}
