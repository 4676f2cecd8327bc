package dev.mandate.control.lines;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A process without a control plane logs as one that has one. */
class ProcessLogTest {
    @Test
    void boundsEqualLinesOfTheGatewaysLoggers() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        // as the gateway logs: by the platform's logger, which `java.util.logging` carries out
        System.Logger gateway = System.getLogger("dev.mandate.gateway.ProcessLogTest");
        System.Logger access = System.getLogger("dev.mandate.access");
        try (ProcessLog _ = ProcessLog.start(new LinesSettings(3, Duration.ofHours(1)))) {
            lines.start();
            root.addAppender(lines);
            for (int i = 0; i < 20; i++) {
                gateway.log(System.Logger.Level.ERROR, "decision " + i + " failed", new IllegalStateException());
                gateway.log(System.Logger.Level.INFO, "too little to be logged");
                access.log(System.Logger.Level.INFO, "GET /v1/tasks/7");
            }
        } finally {
            root.detachAppender(lines);
        }
        assertThat(written(lines, "dev.mandate.gateway.ProcessLogTest"))
                .containsExactly("decision 0 failed", "decision 1 failed", "decision 2 failed");
        assertThat(written(lines, "dev.mandate.access")).hasSize(20);
        assertThat(written(lines, RepeatedLines.class.getName()))
                .anySatisfy(line -> assertThat(line).startsWith("left out 17 more equal lines"));
    }

    private static List<String> written(ListAppender<ILoggingEvent> lines, String logger) {
        return lines.list.stream()
                .filter(line -> line.getLoggerName().equals(logger))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
