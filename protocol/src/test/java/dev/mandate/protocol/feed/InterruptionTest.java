package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final Logger logger = Logger.getLogger(Replica.class.getName());
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.WARNING)) {
                warnings.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Moment now = new Moment(0, 0);
    private final Interruption interruption = new Interruption(() -> now);

    private void pass(Duration time) {
        now = now.minus(time.negated());
    }

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void logsARefusedKeyOnceInAMinute() {
        for (int attempt = 0; attempt < 60; attempt++) {
            interruption.because(new RefusedException(401));
            pass(Duration.ofSeconds(1));
        }
        assertThat(warnings).hasSize(1);
        interruption.because(new RefusedException(401));
        interruption.because(new RefusedException(401));
        assertThat(warnings).hasSize(2).first().asString().contains("its gateway was removed, or the key is wrong");
        assertThat(interruption.refused()).isTrue();
    }

    @Test
    void logsAnotherReasonAtOnce() {
        interruption.because(new IOException("away"));
        assertThat(interruption.refused()).isFalse();
        interruption.because(new RefusedException(401));
        interruption.because(new IOException("away"));
        assertThat(warnings).hasSize(3);
        assertThat(interruption.refused()).isTrue();
    }

    @Test
    void logsAConnectionThatBreaksOnceInAMinute() {
        for (int attempt = 0; attempt < 60; attempt++) {
            interruption.over();
            interruption.because(new IOException("closed"));
            pass(Duration.ofSeconds(1));
        }
        assertThat(warnings).hasSize(1);
        interruption.over();
        interruption.because(new IOException("closed"));
        assertThat(warnings).hasSize(2);
    }

    @Test
    void isNotRefusedAfterItWasConnected() {
        interruption.because(new RefusedException(401));
        interruption.over();
        assertThat(interruption.refused()).isFalse();
    }
}
