package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final TenantId STUDIO = new TenantId("studio");

    private final AtomicLong revision = new AtomicLong(3);
    private final Waiters waiters = new Waiters((tenant, position) -> revision.get() >= position.tenant());

    @Test
    void doesNotWaitForWhatIsThere() {
        assertThat(waiters.await(STUDIO, new Position(3, 0))).isCompleted();
        assertThat(waiters.count()).isZero();
    }

    @Test
    void wakesThoseWhoseRevisionCame() {
        CompletableFuture<Void> four = waiters.await(STUDIO, new Position(4, 0));
        CompletableFuture<Void> five = waiters.await(STUDIO, new Position(5, 0));
        revision.set(4);
        waiters.moved();
        assertThat(four).isCompleted();
        assertThat(five).isNotDone();
        assertThat(waiters.count()).isEqualTo(1);
    }

    @Test
    void forgetsThoseWhoGaveUp() {
        CompletableFuture<Void> future = waiters.await(STUDIO, new Position(4, 0));
        future.cancel(false);
        assertThat(waiters.count()).isZero();
    }
}
