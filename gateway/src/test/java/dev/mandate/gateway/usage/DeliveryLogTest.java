package dev.mandate.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.record.RecordBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What an operator is warned of. */
class DeliveryLogTest {
    private final AtomicLong nanos = new AtomicLong();
    private final DeliveryLog log = new DeliveryLog(nanos::get);

    private List<String> warnings(int waiting, long full) {
        return log.delivery(new RecordBuffer.Figures(waiting, 0, full, 0)).warnings();
    }

    private void wait(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void warnsOfAStuckChannelUntilItIsNotStuck() {
        log.failed(new IOException("refused"));
        assertThat(warnings(3, 0)).isEmpty();
        wait(Duration.ofSeconds(40));
        log.failed(new IOException("still refused"));
        wait(Duration.ofSeconds(20));
        assertThat(warnings(3, 0)).singleElement().asString().contains("for 60 s (still refused)", "3 wait");
        log.sent(3);
        assertThat(warnings(0, 0)).isEmpty();
    }

    @Test
    void warnsOfDroppedRecordsForTenMinutes() {
        assertThat(warnings(3, 7)).singleElement().asString().contains("7 without room");
        wait(Duration.ofMinutes(9));
        assertThat(warnings(3, 7)).hasSize(1);
        wait(Duration.ofMinutes(2));
        assertThat(warnings(3, 7)).isEmpty();
        assertThat(warnings(3, 8)).hasSize(1);
    }
}
