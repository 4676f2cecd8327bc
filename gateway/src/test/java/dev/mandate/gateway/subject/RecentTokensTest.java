package dev.mandate.gateway.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import dev.mandate.protocol.token.TokenSigner;
import dev.mandate.protocol.token.Validity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTokensTest {
    private final RecentTokens tokens = new RecentTokens(100);

    private static VerifiedToken token(int number) {
        Caller caller = new Caller(new TenantId("t"), new UserId("u"), new AppId("a"));
        return new VerifiedToken(
                new Bearer(caller, new CredentialId("c"), 1, "j" + number, GrantType.CLIENT_CREDENTIALS),
                new Validity(0, 0, 1),
                List.of(),
                new TokenSigner("k", new PublishedKey(KeyUse.TOKEN, "{}")));
    }

    private static TokenDigest digest(int number) {
        return TokenDigest.of("token " + number);
    }

    private void put(int first, int end) {
        for (int number = first; number < end; number++) {
            tokens.put(digest(number), token(number));
        }
    }

    @Test
    void findsWhatWasPutUnderItsDigestAlone() {
        VerifiedToken own = token(1);
        tokens.put(digest(1), own);
        assertThat(tokens.find(digest(1))).isSameAs(own);
        assertThat(tokens.find(digest(2))).isNull();
    }

    @Test
    void keepsTheNewestAndNeverTwiceAsManyAndMore() {
        put(0, 1_000);
        assertThat(tokens.size()).isBetween(100L, 200L);
        for (int number = 900; number < 1_000; number++) {
            assertThat(tokens.find(digest(number))).isNotNull();
        }
        assertThat(tokens.find(digest(0))).isNull();
    }

    @Test
    void keepsWhatIsUsedHoweverManyComeAfterIt() {
        put(0, 1);
        for (int number = 1; number < 1_000; number++) {
            put(number, number + 1);
            assertThat(tokens.find(digest(0))).isNotNull();
            assertThat(tokens.size()).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void keepsAllThatAreUsedAndCountsNoneTwice() {
        put(0, 100);
        for (int number = 0; number < 1_000; number++) {
            assertThat(tokens.find(digest(number % 100))).isNotNull();
            assertThat(tokens.size()).isEqualTo(100);
        }
    }

    @Test
    void dropsAll() {
        put(0, 60);
        tokens.dropAll();
        assertThat(tokens.size()).isZero();
        assertThat(tokens.find(digest(59))).isNull();
    }
}
