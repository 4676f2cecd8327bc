package dev.mandate.control.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process without a control plane logs as one that has one. In a process of its own, as it sets up the logging of all of it. */
@Timeout(120)
class ProcessLogTest {
    private static List<String> written() throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoggingProcess.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader()) {
            return out.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void boundsEqualLinesOfTheGatewaysLoggers() throws Exception {
        List<String> lines = written();
        assertThat(lines)
                .filteredOn(line -> line.contains(" failed"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("decision 0 failed"),
                        line -> assertThat(line).contains("decision 1 failed"),
                        line -> assertThat(line).contains("decision 2 failed"));
        assertThat(lines).noneMatch(line -> line.contains("too little to be logged"));
        assertThat(lines).filteredOn(line -> line.contains("GET /v1/tasks/7")).hasSize(20);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("left out 17 more equal lines"));
    }
}
