package dev.mandate.control.app;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.Names;
import dev.mandate.control.log.Beside;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.control.token.secret.AppRegistry;
import dev.mandate.control.token.secret.ClientSecret;
import dev.mandate.control.token.secret.ClientSecrets;
import dev.mandate.control.token.secret.StoredSecret;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.CredentialKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Registers apps and hands out their secrets. */
@Component
public final class Registration {
    private final SecureRandom random = new SecureRandom();

    /** An app and the user that it shall act for. */
    public record Wanted(AppChange.AppAdded added, UserId user) {
        AppId app() {
            return added.app();
        }
    }

    /** Changes and rows that belong together, and the secret that they let in. */
    public record Prepared(List<Change> changes, List<Beside> besides, CredentialId credential, ClientSecret secret) {}

    Proposal<SecretView> propose(State state, Manager manager, Wanted wanted) {
        Names.requireUnused(
                state.directory(),
                AppRules.thing(wanted.app()),
                "app",
                wanted.added().name());
        if (!wanted.added().scopes().isEmpty()) {
            manager.requireOwner("give an app management scopes");
        }
        AppRules.requireFitting(state, manager, wanted.user(), wanted.added().scopes());
        Prepared prepared = prepare(state, wanted);
        return new Proposal<>(prepared.changes(), shown(prepared), prepared.besides());
    }

    private static SecretView shown(Prepared prepared) {
        return new SecretView(prepared.credential().value(), prepared.secret().reveal(), null);
    }

    /** What registers the app with a first secret, whoever decided that it may be. */
    public Prepared prepare(State state, Wanted wanted) {
        Prepared secret = secret(state, wanted.app());
        List<Change> changes = List.of(
                wanted.added(),
                new AppChange.OnBehalfOfSet(wanted.app(), wanted.user()),
                secret.changes().getFirst());
        List<Beside> besides =
                List.of(taking(state, wanted.app()), secret.besides().getFirst());
        return new Prepared(changes, besides, secret.credential(), secret.secret());
    }

    private static Beside taking(State state, AppId app) {
        TenantId tenant = state.directory().stream();
        boolean first = state.directory().revision() == 0;
        return first ? AppRegistry.takeForFirst(app, tenant) : AppRegistry.take(app, tenant);
    }

    /** What gives the app one more secret. */
    private Prepared secret(State state, AppId app) {
        TenantId tenant = state.directory().stream();
        long next = state.directory().revision() + 1;
        CredentialId id = new CredentialId(UUID.randomUUID().toString());
        ClientSecret secret = ClientSecret.generate(random);
        Change added = new CredentialChange.CredentialAdded(id, app, CredentialKind.SECRET, null);
        return new Prepared(
                List.of(added),
                List.of(ClientSecrets.keep(new StoredSecret(id, tenant, app, next), secret)),
                id,
                secret);
    }

    Proposal<SecretView> proposeSecret(State state, AppId app) {
        Prepared prepared = secret(state, app);
        return new Proposal<>(prepared.changes(), shown(prepared), prepared.besides());
    }
}
