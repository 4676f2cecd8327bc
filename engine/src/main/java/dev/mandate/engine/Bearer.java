package dev.mandate.engine;

import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The identity that a verified access token carries; it carries no rights.
 *
 * <p>The token's fields never change. Two private memos cache the last successful checks and never change an answer.
 * Safe to share between threads.
 */
public final class Bearer {
    private final Caller caller;
    private final CredentialId credential;
    private final long revision;
    private final String tokenId;
    private final GrantType grantType;

    /** Memo of the last successful standing check. Deliberately racy: a miss only repeats the check. */
    private @Nullable StandingMemo standing;

    /** Memo of the last user lookup. Deliberately racy: a miss only repeats the lookup. */
    private @Nullable SubjectMemo user;

    /**
     * @param credential the secret, key or session with which the token was obtained
     * @param revision the tenant's revision at which the token was issued
     * @param tokenId the token's {@code jti} (RFC 7519, section 4.1.7)
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
    StandingMemo standing() {
        return standing;
    }

    /** Stores the memo of a successful standing check. */
    void remember(StandingMemo memo) {
        standing = memo;
    }

    /** Returns the token's user in the tenant; {@link Subject#NOBODY} if the tenant has no such user. */
    Subject subject(Tenancy tenancy) {
        SubjectMemo last = user;
        if (last == null || !last.isOf(tenancy)) {
            last = SubjectMemo.of(tenancy, tenancy.subject(caller.user()));
            user = last;
        }
        return last.subject();
    }

    @Override
    public String toString() {
        return caller + " with " + credential + " of " + grantType + " at " + revision + ", token " + tokenId;
    }
}
