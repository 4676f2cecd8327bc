package dev.mandate.engine.change;

import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to the credentials of apps and to the tokens obtained with them. */
public sealed interface CredentialChange extends Change {
    /**
     * Adds a credential with which an app may authenticate.
     *
     * @param notAfter the first moment at which it is refused; null if it does not expire
     */
    record CredentialAdded(
            CredentialId credential,
            AppId owner,
            CredentialKind kind,
            @Nullable Instant notAfter) implements CredentialChange {
        public CredentialAdded {
            Objects.requireNonNull(credential);
            Objects.requireNonNull(owner);
            Objects.requireNonNull(kind);
        }
    }

    /** Withdraws a credential and revokes every token obtained with it. */
    record CredentialWithdrawn(CredentialId credential) implements CredentialChange {
        public CredentialWithdrawn {
            Objects.requireNonNull(credential);
        }
    }

    /** Revokes every token issued to the app so far. */
    record AppTokensRevoked(AppId app) implements CredentialChange {
        public AppTokensRevoked {
            Objects.requireNonNull(app);
        }
    }

    /**
     * Revokes one token.
     *
     * @param expiry the token's own expiry, until which the revocation is kept
     */
    record TokenRevoked(String jti, Instant expiry) implements CredentialChange {
        public TokenRevoked {
            Objects.requireNonNull(jti);
            Objects.requireNonNull(expiry);
        }
    }
}
