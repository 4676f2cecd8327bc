package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class WholesTest {
    private static final TenantId LARGE = new TenantId("large");
    private static final TenantId SMALL = new TenantId("small");

    private final Map<TenantId, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Semaphore done = new Semaphore(0);
    private final Wholes wholes = new Wholes(this::make, done::release);
    private final Wholes patient = new Wholes(this::make, done::release, Duration.ofMinutes(1));

    private Wholes.Made make(TenantId stream) {
        try {
            held.getOrDefault(stream, new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stream.value().equals("none")) {
            throw Refusal.of(ProblemCode.NOT_FOUND, "there is no tenant `none`");
        }
        FoldedState folded =
                new FoldedState(Snapshot.empty(stream), Directory.empty(stream), Chain.genesis(stream), Instant.EPOCH);
        return new Wholes.Made(folded, 7, Bytes.utf8("whole"));
    }

    private CountDownLatch hold(TenantId stream) {
        return held.computeIfAbsent(stream, s -> new CountDownLatch(1));
    }

    /** Waits until it is made, as a busy machine may take longer than the sender waits. */
    private void begin(TenantId stream) throws InterruptedException {
        wholes.of(stream);
        done.acquire();
    }

    @Test
    void aSmallOneIsThereAtOnce() throws InterruptedException {
        assertThat(patient.of(SMALL)).get().extracting(Wholes.Made::needed).isEqualTo(7L);
    }

    @Test
    void aLargeOneHoldsNobodyUp() throws InterruptedException {
        CountDownLatch large = hold(LARGE);
        assertThat(wholes.of(LARGE)).isEmpty();
        begin(SMALL);
        assertThat(wholes.of(SMALL)).isPresent();
        large.countDown();
        done.acquire();
        assertThat(wholes.of(LARGE)).isPresent();
    }

    @Test
    void onlySomeAreMadeAtOnce() throws InterruptedException {
        hold(LARGE);
        hold(new TenantId("large-2"));
        assertThat(wholes.of(LARGE)).isEmpty();
        assertThat(wholes.of(new TenantId("large-2"))).isEmpty();
        assertThat(wholes.of(SMALL)).isEmpty();
        held.values().forEach(CountDownLatch::countDown);
        done.acquire(2);
        begin(SMALL);
        assertThat(wholes.of(SMALL)).isPresent();
    }

    @Test
    void whatFailedIsTriedAgain() throws InterruptedException {
        TenantId none = new TenantId("none");
        assertThatThrownBy(() -> patient.of(none)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> patient.of(none)).isInstanceOf(Refusal.class);
    }
}
