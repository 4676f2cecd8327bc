package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.gateway.subject.PresentedCredential;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.gateway.subject.VerifiedToken;
import dev.mandate.protocol.token.InvalidTokenException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A verified token is kept, and checked at every use for what may have changed since. */
class KeptTokensTest {
    private final TokenMint mint = new TokenMint();
    private Snapshot platform = Snapshot.empty(TenantId.PLATFORM);
    private final Tokens tokens = new Tokens(
            TokenMint.GATEWAY, () -> platform.catalogue(), Thread::startVirtualThread, new Tokens.Bounds(10, 10));
    private final String token;

    KeptTokensTest() {
        append(new KeyPublished("token-1", KeyUse.TOKEN, mint.published()));
        token = mint.token();
    }

    private void append(Change change) {
        platform = platform.apply(new Entry(platform.revision() + 1, Instant.EPOCH, 0, List.of(change)));
    }

    private CompletableFuture<VerifiedToken> verified(Instant now) {
        return tokens.verify(token, now);
    }

    private void assertRefused(Instant now) {
        assertThat(catchThrowable(verified(now)::join)).hasCauseInstanceOf(InvalidTokenException.class);
    }

    @Test
    void isVerifiedOnce() {
        VerifiedToken first = verified(Instant.now()).join();
        assertThat(first.audience()).containsExactly(TokenMint.GATEWAY);
        assertThat(verified(Instant.now()).join()).isSameAs(first);
        assertThat(tokens.misses()).isEqualTo(1);
        assertThat(tokens.uses()).isEqualTo(2);
        assertThat(tokens.size()).isEqualTo(1);
    }

    @Test
    void isRefusedOnceItsTimeIsOver() {
        verified(Instant.now()).join();
        assertRefused(Instant.now().plus(Duration.ofHours(2)));
        assertThat(tokens.misses()).as("it is still kept").isEqualTo(1);
    }

    @Test
    void isRefusedOnceItsKeyIsRetired() {
        verified(Instant.now()).join();
        append(new KeyRetired("token-1"));
        assertRefused(Instant.now());
    }

    @Test
    void isForgottenWithAllOthers() {
        verified(Instant.now()).join();
        tokens.dropAll();
        assertThat(tokens.size()).isZero();
        verified(Instant.now()).join();
        assertThat(tokens.misses()).isEqualTo(2);
    }

    @Test
    void isNeverShownByWhatPresentsIt() {
        PresentedCredential presented = PresentedCredential.of("bearer  " + token + " ");
        assertThat(presented).isEqualTo(new PresentedCredential.Token(token));
        assertThat(presented.toString()).doesNotContain(token);
    }
}
