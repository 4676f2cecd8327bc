package dev.mandate.control.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** This node's own denials on their way to the database. */
@Timeout(30)
class DecisionJournalTest {
    private static final DecisionSettings SETTINGS = ForgettingTest.keeping(Duration.ofDays(7), 100);

    private final List<DecisionRecord> stored = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DecisionJournal.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    private static DecisionRecord denied() {
        return new DecisionRecord(
                UUID.randomUUID().toString(),
                1,
                "studio",
                "robot",
                "robert",
                null,
                "GET",
                "/a",
                null,
                null,
                4,
                404,
                "not_found",
                "PATH_UNKNOWN");
    }

    @Test
    void storesOthersAfterABatchFailed() throws Exception {
        Semaphore attempts = new Semaphore(0);
        DecisionJournal journal = new DecisionJournal(
                batch -> {
                    attempts.release();
                    if (stored.isEmpty() && attempts.availablePermits() == 1) {
                        throw new StackOverflowError();
                    }
                    stored.addAll(batch);
                },
                SETTINGS);
        DecisionRecord first = denied();
        DecisionRecord second = denied();
        journal.keep(first);
        while (journal.failed() == 0) {
            Thread.onSpinWait();
        }
        journal.keep(second);
        journal.stop();
        assertThat(stored).containsExactly(second);
        assertThat(journal.failed()).isEqualTo(1);
        assertThat(lines.list).isEmpty();
    }

    /** The worker logs it by the platform's logger. */
    @Test
    void logsHowManyAFailureLost() throws Exception {
        BlockingQueue<LogRecord> failures = new LinkedBlockingQueue<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                failures.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        java.util.logging.Logger worker = java.util.logging.Logger.getLogger(Worker.class.getName());
        worker.addHandler(listener);
        DecisionJournal journal = new DecisionJournal(
                batch -> {
                    throw new IllegalStateException("away");
                },
                SETTINGS);
        try {
            journal.keep(denied());
            assertThat(failures.take().getThrown().getMessage())
                    .isEqualTo("1 decisions are lost, as the database did not take them; 1 since the start");
        } finally {
            worker.removeHandler(listener);
            journal.stop();
        }
    }

    @Test
    void storesWhatWaitsWhenItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        DecisionJournal journal = new DecisionJournal(
                batch -> {
                    begun.countDown();
                    await(go);
                    stored.addAll(batch);
                },
                SETTINGS);
        journal.keep(denied());
        begun.await();
        journal.keep(denied());
        journal.keep(denied());
        Thread stopping = Thread.ofVirtual().start(journal::stop);
        go.countDown();
        stopping.join();
        assertThat(stored).hasSize(3);
        assertThat(lines.list).isEmpty();
    }

    @Test
    void logsOnceHowManyAreLost() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        DecisionJournal journal = new DecisionJournal(
                batch -> {
                    begun.countDown();
                    await(never);
                },
                ForgettingTest.keeping(Duration.ofDays(7), 100, Duration.ofMillis(200)));
        journal.keep(denied());
        begun.await();
        journal.keep(denied());
        journal.keep(denied());
        journal.stop();
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).startsWith("3 decisions are lost"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the statement was broken off", e);
        }
    }
}
