package dev.mandate.engine;

import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Tenancy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says of itself: identity, never rights. It never changes; what is remembered beside it spares asking
 * again what can have no other answer. Safe to share between threads.
 */
public final class Bearer {
    private final Caller caller;
    private final CredentialId credential;
    private final long revision;
    private final String tokenId;
    private final GrantType grantType;

    /** Of the last time that it stood. Not volatile: one thread may miss what another found, and looks for itself. */
    private @Nullable Footing footing;

    /** Its user when it was looked for last. */
    private @Nullable Found found;

    /**
     * @param credential the secret, key or session that obtained it
     * @param revision the tenant's revision when it was issued
     * @param tokenId its {@code jti} (RFC 7519, section 4.1.7)
     */
    public Bearer(Caller caller, CredentialId credential, long revision, String tokenId, GrantType grantType) {
        this.caller = Objects.requireNonNull(caller);
        this.credential = Objects.requireNonNull(credential);
        this.revision = revision;
        this.tokenId = Objects.requireNonNull(tokenId);
        this.grantType = Objects.requireNonNull(grantType);
    }

    public Caller caller() {
        return caller;
    }

    public CredentialId credential() {
        return credential;
    }

    public long revision() {
        return revision;
    }

    public String tokenId() {
        return tokenId;
    }

    public GrantType grantType() {
        return grantType;
    }

    @Nullable
    Footing footing() {
        return footing;
    }

    void stoodOn(Footing now) {
        footing = now;
    }

    /** Its user in its tenant. */
    Subject subject(Tenancy tenancy) {
        Found last = found;
        if (last == null || !last.isOf(tenancy)) {
            last = Found.of(tenancy, tenancy.subject(caller.user()));
            found = last;
        }
        return last.subject();
    }

    @Override
    public String toString() {
        return caller + " with " + credential + " of " + grantType + " at " + revision + ", token " + tokenId;
    }
}
