package dev.mandate.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that does not start again for a while. */
@Timeout(30)
class ServerRestarterTest {
    @TempDir
    Path data;

    /** A server that is gone, and whose first two starts fail. */
    private static final class Gone implements ServerRestarter.Kept {
        private final Semaphore looks = new Semaphore(0);
        private int starts;

        @Override
        public boolean running() {
            if (starts > 2) {
                looks.release();
            }
            return starts > 2;
        }

        @Override
        public void restart() throws IOException {
            starts++;
            looks.release();
            if (starts <= 2) {
                throw new IOException("no room");
            }
        }

        @Override
        public String reason() {
            return "the disk is full";
        }
    }

    @Test
    void countsFailedStartsUntilItRuns() throws Exception {
        Gone gone = new Gone();
        try (DataFolder folder = DataFolder.take(data);
                ServerRestarter keeper = ServerRestarter.of(folder, gone, Watchdog.start(folder))) {
            gone.looks.acquire(2);
            assertThat(keeper.worker().failing()).isPresent();
            gone.looks.acquire(3);
            assertThat(keeper.worker().failing()).isEmpty();
            assertThat(keeper.worker().failures()).isEqualTo(2);
            keeper.rest();
        }
    }
}
