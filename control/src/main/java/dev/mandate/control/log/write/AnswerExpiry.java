package dev.mandate.control.log.write;

import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;

/** Deletes expired answers periodically, on each node; the second node finds nothing to delete. */
public final class AnswerExpiry implements AutoCloseable, Worker.Owner {
    private final Worker worker;

    public AnswerExpiry(Log log, Duration every) {
        this.worker = new Worker("answer-expiry", every, log::expireAnswers).start();
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
