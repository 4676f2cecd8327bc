package dev.mandate.protocol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentLineTest {
    private final Logger logger = Logger.getLogger(Incident.LOGGER);
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
    }

    private static RuntimeException failure(String... classes) {
        RuntimeException failure = new RuntimeException("secret");
        StackTraceElement[] trace = new StackTraceElement[classes.length];
        for (int i = 0; i < classes.length; i++) {
            trace[i] = new StackTraceElement(classes[i], "run", "A.java", i + 1);
        }
        failure.setStackTrace(trace);
        return failure;
    }

    @Test
    void quotesTheIdInBothLines() {
        RuntimeException failure = failure("dev.mandate.A");
        String id = Incident.log("request failed", failure);
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(line.getMessage()).contains(id).doesNotContain("secret");
        });
        assertThat(lines.getFirst().getThrown()).isNull();
        assertThat(lines.getFirst().getMessage())
                .contains("request failed: java.lang.RuntimeException at dev.mandate.A");
        assertThat(lines.getLast().getThrown()).isSameAs(failure);
        assertThat(Incident.log("request failed", failure)).isNotEqualTo(id);
    }

    @Test
    void namesOurOwnPlaceBeforeAnyOther() {
        assertThat(Incident.place(failure("java.util.B", "dev.mandate.A", "dev.mandate.C")))
                .isEqualTo("java.lang.RuntimeException at dev.mandate.A.run(A.java:2)");
        assertThat(Incident.place(failure("java.util.B", "java.util.C")))
                .isEqualTo("java.lang.RuntimeException at java.util.B.run(A.java:1)");
        assertThat(Incident.place(failure())).isEqualTo("java.lang.RuntimeException");
    }
}
