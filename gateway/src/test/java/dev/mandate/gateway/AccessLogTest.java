package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The lines that the access log writes, for those who ask for it. */
class AccessLogTest {
    private static final Logger LOG = Logger.getLogger("dev.mandate.access");

    private static final class Lines extends Handler {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            seen.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void cutsWhatTheRequestMadeLong() throws Exception {
        Lines lines = new Lines();
        LOG.addHandler(lines);
        LOG.setUseParentHandlers(false);
        try (TestBed bed = new TestBed("MANDATE_GATEWAY_ACCESS_LOG", "true")) {
            Raw.send(bed.gateway.port(), "M".repeat(8_000) + " /" + "p".repeat(8_000) + " HTTP/1.1\nHost: a\n\n");
            TestBed.await(() -> !lines.seen.isEmpty());
            assertThat(lines.seen.element())
                    .startsWith("M".repeat(32) + "... /" + "p".repeat(1_023) + "... credential_missing ");
        } finally {
            LOG.removeHandler(lines);
            LOG.setUseParentHandlers(true);
        }
    }
}
