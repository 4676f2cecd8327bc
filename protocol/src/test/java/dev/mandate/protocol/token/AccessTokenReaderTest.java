package dev.mandate.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Caller;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessTokenReaderTest {
    private static final Mint MINT = new Mint();

    private final AccessTokenReader reader = new AccessTokenReader(Mint.ISSUER);

    private AccessToken read(String payload) {
        return reader.read(MINT.signed(Mint.HEADER, payload), MINT.catalogue);
    }

    @Test
    void readsWhoAValidTokenIsFor() {
        AccessToken token = reader.read(MINT.token(), MINT.catalogue);
        assertThat(token.bearer().caller())
                .isEqualTo(new Caller(new TenantId("studio"), new UserId("robot"), new AppId("vendor")));
        assertThat(token.bearer().credential()).isEqualTo(new CredentialId("c1"));
        assertThat(token.bearer().revision()).isEqualTo(7);
        assertThat(token.bearer().tokenId()).isEqualTo("j1");
        assertThat(token.scopes()).containsExactlyInAnyOrder("admin", "read");
        assertThat(token.audience()).containsExactly(Mint.ISSUER, Mint.CONTROL);
        assertThat(token.validity()).isEqualTo(new Validity(Mint.NOW, Mint.NOW, Mint.NOW + 60));
        assertThat(token.signer().kid()).isEqualTo("token-1");
        token.validity().check(Instant.ofEpochSecond(Mint.NOW));
        token.signer().check(MINT.catalogue);
    }

    @Test
    void readsOneAudienceAsAListOfOne() {
        assertThat(read(Mint.payload("aud", Mint.CONTROL)).audience()).containsExactly(Mint.CONTROL);
    }

    @Test
    void readsNoScopeWithoutTheClaim() {
        assertThat(read(Mint.payloadWithout("scope")).scopes()).isEmpty();
        assertThat(read(Mint.payload("scope", "")).scopes()).isEmpty();
    }

    @Test
    void ignoresClaimsThatItDoesNotKnow() {
        assertThat(read(Mint.payload("later", "x")).scopes()).contains("admin");
    }

    @Test
    void readsManyKeysWithoutKeepingAll() {
        for (int i = 0; i < 200; i++) {
            Mint other = new Mint();
            assertThat(reader.read(other.token(), other.catalogue).bearer().revision())
                    .isEqualTo(7);
        }
    }
}
