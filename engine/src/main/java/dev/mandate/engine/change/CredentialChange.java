package dev.mandate.engine.change;

import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to what an app proves itself with, and to the tokens obtained with it. */
public sealed interface CredentialChange extends Change {
    /** An app may authenticate with this credential from now on. */
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

    /** The credential is void, and so is every token obtained with it. */
    record CredentialWithdrawn(CredentialId credential) implements CredentialChange {
        public CredentialWithdrawn {
            Objects.requireNonNull(credential);
        }
    }

    /** No token issued to the app until then is accepted. */
    record AppTokensRevoked(AppId app) implements CredentialChange {
        public AppTokensRevoked {
            Objects.requireNonNull(app);
        }
    }

    /** One token is not accepted; kept until it would have ended by itself. */
    record TokenRevoked(String jti, Instant expiry) implements CredentialChange {
        public TokenRevoked {
            Objects.requireNonNull(jti);
            Objects.requireNonNull(expiry);
        }
    }
}
