package dev.mandate.control.app;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.token.secret.ClientSecrets;
import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.control.token.secret.StoredSecret;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.CredentialAdded;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import java.security.SecureRandom;
import java.util.UUID;

/** A secret for an app, made before the command that gives it, so that the command's rule is pure. */
public record NewSecret(CredentialId id, GeneratedSecret secret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns another one each time. */
    public static NewSecret generate() {
        return new NewSecret(new CredentialId(UUID.randomUUID().toString()), GeneratedSecret.generate(RANDOM));
    }

    Change added(AppId app) {
        return new CredentialAdded(id, app, CredentialKind.SECRET, null);
    }

    /** Returns the write that stores the secret's hash in the transaction of the stream's next entry. */
    SideWrite kept(CommandState state, AppId app) {
        long next = state.directory().revision() + 1;
        return ClientSecrets.keep(new StoredSecret(id, state.directory().stream(), app, next), secret);
    }
}
