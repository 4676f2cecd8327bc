package dev.mandate.gateway.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** How many new tokens may wait to be verified: two here, on a worker that verifies only when the test lets it. */
class TokensTest {
    private final Queue<Runnable> worker = new ConcurrentLinkedQueue<>();
    private final Tokens tokens = new Tokens(
            "https://issuer.test",
            () -> Snapshot.empty(TenantId.PLATFORM).catalogue(),
            worker::add,
            new Tokens.Bounds(10, 2));

    private CompletableFuture<VerifiedToken> verified(String token) {
        return tokens.verify(token, Instant.EPOCH);
    }

    @Test
    void refusesNewTokensWhileTooManyWait() {
        CompletableFuture<VerifiedToken> first = verified("first");
        CompletableFuture<VerifiedToken> second = verified("second");
        assertThat(verified("third").exceptionNow()).isInstanceOf(BusyVerifyingException.class);
        CompletableFuture<VerifiedToken> again = verified("first");
        assertThat(again).as("waits with the same token").isNotDone();
        assertThat(worker).hasSize(2);
        worker.remove().run();
        assertThat(first).as("verified, and refused").isCompletedExceptionally();
        assertThat(again).isCompletedExceptionally();
        CompletableFuture<VerifiedToken> third = verified("third");
        assertThat(third).as("there is room now").isNotDone();
        worker.remove().run();
        worker.remove().run();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
    }
}
