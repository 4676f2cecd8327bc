package dev.mandate.control.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mandate.protocol.problem.Incident;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal errors: a few are written, and the others counted. */
class LineCounterTest {
    private final LineCounter repeats = new LineCounter(3);
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("some.place");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        context.addTurboFilter(new RepeatFilter(repeats));
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    private static IllegalStateException failure(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void writesAFewOfEqualFailures() {
        for (int i = 0; i < 100; i++) {
            logger.error("request failed, incident {}", "id-" + i, failure("for " + i));
            logger.error("decision " + i + " failed", failure("again " + i));
        }
        // both come from one line of code, with one kind of failure
        assertThat(lines.list).hasSize(3);
        assertThat(repeats.turn()).singleElement().satisfies(leftOut -> {
            assertThat(leftOut.lines()).isEqualTo(197);
            assertThat(leftOut.kind())
                    .startsWith("ERROR some.place: java.lang.IllegalStateException at ")
                    .contains("LineCounterTest.failure");
        });
        assertThat(repeats.turn()).isEmpty();
        logger.error("request failed", failure("later"));
        assertThat(lines.list).hasSize(4);
    }

    @Test
    void tellsLinesApartByHowTheyBegin() {
        for (int i = 0; i < 5; i++) {
            logger.warn("the database did not answer: {}", "x" + i);
            logger.warn("the database did not answer: y" + i);
            logger.warn("`tenant-" + i + "` stays on disk");
            logger.warn("the log cannot be read: {}", i);
            context.getLogger("some.place.else").warn("the log cannot be read: {}", i);
        }
        assertThat(lines.list).hasSize(12);
        assertThat(repeats.turn()).hasSize(4);
    }

    @Test
    void leavesOtherLevelsAlone() {
        for (int i = 0; i < 10; i++) {
            logger.info("a call of {}", "somebody");
            logger.debug("not written");
            assertThat(logger.isErrorEnabled()).isTrue();
        }
        assertThat(lines.list).hasSize(10);
        assertThat(repeats.turn()).isEmpty();
    }

    @Test
    void countsAnyNumberOfKindsInBoundedRoom() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(repeats.admits("kind " + i)).isEqualTo(i < 1_003);
        }
        assertThat(repeats.turn()).containsExactly(new LineCounter.LeftOut("other lines", 3_997));
    }

    @Test
    void staysWhereLoggingIsSetUpAnew() {
        LoggerContext process = new LoggerContext();
        RepeatedLines bounded = new RepeatedLines(new LinesSettings(1, Duration.ofMinutes(1)), process);
        process.reset();
        Logger again = process.getLogger("some.place");
        again.addAppender(lines);
        again.error("the disk is full");
        again.error("the disk is full");
        assertThat(lines.list).hasSize(1);
        bounded.stop();
        again.error("the disk is full");
        assertThat(lines.list).hasSize(2);
        process.reset();
        assertThat(process.getTurboFilterList()).isEmpty();
    }

    @Test
    void writesOneLineOfEachIncident() {
        Logger incidents = context.getLogger(Incident.LOGGER);
        incidents.addAppender(lines);
        for (int i = 0; i < 100; i++) {
            Throwable failure = failure("for " + i);
            incidents.error("incident id-" + i + ": request failed: " + Incident.place(failure));
            incidents.error("trace of incident id-" + i, failure);
        }
        assertThat(lines.list.stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(l -> l.startsWith("incident id-")))
                .hasSize(100)
                .allMatch(l -> l.contains("IllegalStateException at ") && l.length() < 250);
        assertThat(lines.list.stream().filter(l -> l.getThrowableProxy() != null))
                .hasSize(3);
        assertThat(repeats.turn())
                .singleElement()
                .satisfies(l -> assertThat(l.lines()).isEqualTo(97));
    }

    @Test
    void tellsFailuresApartByOurOwnPlace() {
        for (int i = 0; i < 5; i++) {
            // both are thrown by the JDK in one place, and come from two of ours
            assertThatThrownBy(() -> List.of().getFirst()).satisfies(e -> logger.error("one", e));
            assertThatThrownBy(() -> List.of().getFirst()).satisfies(e -> logger.error("other", e));
        }
        assertThat(lines.list).hasSize(6);
    }

    @Test
    void losesNoLineWhileWindowsEnd() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> turned = threads.submit(() -> leftOutWhile(writing));
            List<Future<Long>> writers = IntStream.range(0, 4)
                    .mapToObj(n -> threads.submit(() -> admitted(50_000)))
                    .toList();
            long written = 0;
            for (Future<Long> writer : writers) {
                written += writer.get();
            }
            writing.set(false);
            assertThat(written + turned.get() + lines(repeats.end())).isEqualTo(200_000);
        }
    }

    private long admitted(int lines) {
        return IntStream.range(0, lines)
                .filter(n -> repeats.admits("kind " + n % 7))
                .count();
    }

    private long leftOutWhile(AtomicBoolean writing) {
        long leftOut = 0;
        while (writing.get()) {
            leftOut += lines(repeats.turn());
        }
        return leftOut;
    }

    private static long lines(List<LineCounter.LeftOut> leftOut) {
        return leftOut.stream().mapToLong(LineCounter.LeftOut::lines).sum();
    }
}
