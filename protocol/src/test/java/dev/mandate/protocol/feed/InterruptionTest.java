package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
        Interruption interruption = new Interruption();
        for (int attempt = 0; attempt < 100; attempt++) {
            interruption.because(new RefusedException(401));
        }
        assertThat(warnings).singleElement().asString().contains("its gateway was removed, or the key is wrong");
        assertThat(interruption.refused()).isTrue();
    }

    @Test
    void logsAnotherReasonAtOnce() {
        Interruption interruption = new Interruption();
        interruption.because(new IOException("away"));
        assertThat(interruption.refused()).isFalse();
        interruption.because(new RefusedException(401));
        interruption.because(new IOException("away"));
        assertThat(warnings).hasSize(3);
        assertThat(interruption.refused()).isTrue();
    }

    @Test
    void logsAnewAfterItWasConnected() {
        Interruption interruption = new Interruption();
        interruption.because(new RefusedException(401));
        interruption.over();
        assertThat(interruption.refused()).isFalse();
        interruption.because(new RefusedException(401));
        assertThat(warnings).hasSize(2);
    }
}
