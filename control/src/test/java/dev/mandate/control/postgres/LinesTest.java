package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void theServersReasonComesFirst() {
        List<String> log = List.of(
                "LOG:  starting PostgreSQL",
                "FATAL:  could not write lock file \"postmaster.pid\": No space left on device",
                "pg_ctl: could not start server",
                "Examine the log output.");
        assertThat(Lines.reason(log)).contains("No space left on device");
    }

    @Test
    void whoStartedItIsHeardWhenItIsSilent() {
        List<String> log = List.of("waiting for server to start", "pg_ctl: could not start server", "Examine the log.");
        assertThat(Lines.failure(log)).isEmpty();
        assertThat(Lines.reason(log)).isEqualTo("pg_ctl: could not start server");
        assertThat(Lines.reason(List.of())).isEqualTo("it said nothing");
    }
}
