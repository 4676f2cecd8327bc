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
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import dev.mandate.engine.trie.Trie;
import dev.mandate.protocol.token.TokenSigner;
import dev.mandate.protocol.token.Validity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTokenTest {
    private static final AppId APP = new AppId("a");
    private static final Caller CALLER = new Caller(new TenantId("t"), new UserId("u"), APP);

    private final VerifiedToken token = new VerifiedToken(
            new Bearer(CALLER, new CredentialId("c"), 7, "j", GrantType.CLIENT_CREDENTIALS),
            new Validity(1, 2, 3),
            List.of("http://gateway.test"),
            new TokenSigner("k", new PublishedKey(KeyUse.TOKEN, "{}")));

    private static Trie<AppId, App> registered(GrantType grantType) {
        return Trie.<AppId, App>empty().with(APP, new App(true, 0, Set.of(grantType), Set.of(), Optional.empty()));
    }

    @Test
    void wasObtainedAsTheAppIsRegisteredNow() {
        Trie<AppId, App> before = registered(GrantType.AUTHORIZATION_CODE);
        assertThat(token.grantType(before)).isEqualTo(GrantType.AUTHORIZATION_CODE);
        assertThat(token.grantType(before)).isEqualTo(GrantType.AUTHORIZATION_CODE);
        assertThat(token.grantType(registered(GrantType.CLIENT_CREDENTIALS))).isEqualTo(GrantType.CLIENT_CREDENTIALS);
        assertThat(token.grantType(before)).isEqualTo(GrantType.AUTHORIZATION_CODE);
        assertThat(token.grantType(before.without(APP))).isEqualTo(GrantType.CLIENT_CREDENTIALS);
    }

    @Test
    void saysTheSameHoweverItWasObtained() {
        for (GrantType grantType : GrantType.values()) {
            Bearer bearer = token.bearer(grantType);
            assertThat(bearer).isSameAs(token.bearer(grantType));
            assertThat(bearer.grantType()).isEqualTo(grantType);
            assertThat(bearer.caller()).isEqualTo(CALLER).isEqualTo(token.caller());
            assertThat(bearer.credential()).isEqualTo(new CredentialId("c"));
            assertThat(bearer.revision()).isEqualTo(7).isEqualTo(token.revision());
            assertThat(bearer.tokenId()).isEqualTo("j");
        }
        assertThat(token.validity()).isEqualTo(new Validity(1, 2, 3));
    }
}
