package dev.mandate.control.log;

import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;

/** Deletes old answers from time to time. Each node does so; the second finds nothing to delete. */
final class AnswerExpiry implements AutoCloseable, Worker.Owner {
    private final Worker worker;

    AnswerExpiry(Log log, Duration every) {
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
