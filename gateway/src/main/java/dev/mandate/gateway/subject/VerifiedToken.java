package dev.mandate.gateway.subject;

import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.trie.Edition;
import dev.mandate.engine.trie.Trie;
import dev.mandate.protocol.token.InvalidTokenException;
import dev.mandate.protocol.token.TokenSigner;
import dev.mandate.protocol.token.Validity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token with a good signature says: identity, never rights. Safe to share between threads. */
public final class VerifiedToken {
    private final long issuedAt;
    private final long notBefore;
    private final long expiry;
    private final List<String> audience;
    private final TokenSigner signer;

    /** As it was asked for last: one object, since it remembers what it stood on. */
    private Bearer bearer;

    private @Nullable Registration registration;

    /**
     * How the app was registered when it was looked for last.
     *
     * @param apps the edition of the tenant's apps in which that is so
     */
    private record Registration(Edition apps, GrantType grantType) {}

    VerifiedToken(Bearer bearer, Validity validity, List<String> audience, TokenSigner signer) {
        this.bearer = bearer;
        this.issuedAt = validity.issuedAt();
        this.notBefore = validity.notBefore();
        this.expiry = validity.expiry();
        this.audience = List.copyOf(audience);
        this.signer = signer;
    }

    public Caller caller() {
        return bearer.caller();
    }

    /** The tenant's, when it was issued. */
    public long revision() {
        return bearer.revision();
    }

    Validity validity() {
        return new Validity(issuedAt, notBefore, expiry);
    }

    /**
     * Checks what may change between two uses of a token.
     *
     * @throws InvalidTokenException if the token is not valid at this time, or its key is not trusted any more
     */
    void check(Instant now, Catalogue catalogue) {
        validity().check(now);
        signer.check(catalogue);
    }

    /** Returns the URLs of the APIs that it is for, one or more (RFC 7519, section 4.1.3). */
    public List<String> audience() {
        return audience;
    }

    /**
     * How it was obtained, which the token does not say: the app's registration does. An app that is not registered fails by
     * its absence.
     *
     * @param apps those of its tenant
     */
    public GrantType grantType(Trie<AppId, App> apps) {
        Registration last = registration;
        if (last != null && last.apps() == apps.edition()) {
            return last.grantType();
        }
        App app = apps.find(caller().app());
        GrantType grantType = app == null ? GrantType.CLIENT_CREDENTIALS : app.grantType();
        registration = new Registration(apps.edition(), grantType);
        return grantType;
    }

    /** As the engine asks for it. */
    public Bearer bearer(GrantType grantType) {
        Bearer last = bearer;
        if (last.grantType() == grantType) {
            return last;
        }
        Bearer other = new Bearer(last.caller(), last.credential(), last.revision(), last.tokenId(), grantType);
        bearer = other;
        return other;
    }
}
