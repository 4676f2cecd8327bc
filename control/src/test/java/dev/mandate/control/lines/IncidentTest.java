package dev.mandate.control.lines;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mandate.control.management.Control;
import dev.mandate.protocol.problem.Incident;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Incidents in the log of a running control plane. */
class IncidentTest {
    @Test
    void everyQuotedIncidentHasALine() {
        Control.server();
        Logger incidents = (Logger) LoggerFactory.getLogger(Incident.LOGGER);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        incidents.addAppender(lines);
        List<String> quoted = IntStream.range(0, 100)
                .mapToObj(n -> Incident.log("request failed", new IllegalStateException("for " + n)))
                .toList();
        incidents.detachAppender(lines);
        List<ILoggingEvent> logged = List.copyOf(lines.list);
        assertThat(logged.stream().filter(l -> l.getThrowableProxy() == null).map(ILoggingEvent::getFormattedMessage))
                .allSatisfy(l -> assertThat(quoted).anyMatch(l::contains))
                .hasSize(100);
        assertThat(logged.stream().filter(l -> l.getThrowableProxy() != null)).hasSizeLessThanOrEqualTo(10);
    }
}
