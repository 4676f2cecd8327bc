package dev.mandate.control.lines;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal errors: a few are written, and the others counted. */
class RepeatsTest {
    private final Repeats repeats = new Repeats(3);
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
                    .contains("RepeatsTest.failure");
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
        assertThat(repeats.turn()).containsExactly(new Repeats.LeftOut("other lines", 3_997));
    }

    @Test
    void staysWhereLoggingIsSetUpAnew() {
        LoggerContext process = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();
        int before = process.getTurboFilterList().size();
        RepeatedLines bounded = new RepeatedLines(new LinesSettings(1, Duration.ofMinutes(1)));
        assertThat(process.getTurboFilterList()).hasSize(before + 1);
        bounded.stop();
        assertThat(process.getTurboFilterList()).hasSize(before);
    }
}
