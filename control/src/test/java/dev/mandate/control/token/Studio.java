package dev.mandate.control.token;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.token.secret.AppRegistry;
import dev.mandate.control.token.secret.ClientSecrets;
import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.control.token.secret.StoredSecret;
import dev.mandate.engine.Position;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange.AppAdded;
import dev.mandate.engine.change.AppChange.OnBehalfOfSet;
import dev.mandate.engine.change.CatalogueChange.TenantListed;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.CredentialAdded;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fresh tenant with one user and one app that acts on its behalf; a test changes one thing. */
record Studio(Node node, TenantId tenant, UserId user, AppId app, CredentialId credential, GeneratedSecret secret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A tenant whose app has these management scopes, or none. */
    static Studio open(Node node, ManagementScope... scopes) {
        TenantId tenant = new TenantId("t-" + UUID.randomUUID());
        append(node, TenantId.PLATFORM, new TenantListed(tenant));
        return in(node, tenant, null, scopes);
    }

    /** An app of the platform's operators. */
    static Studio operators(Node node, ManagementScope... scopes) {
        return in(node, TenantId.PLATFORM, null, scopes);
    }

    /** A tenant whose app's one secret ends then. */
    static Studio until(Node node, Instant notAfter) {
        TenantId tenant = new TenantId("t-" + UUID.randomUUID());
        append(node, TenantId.PLATFORM, new TenantListed(tenant));
        return in(node, tenant, notAfter);
    }

    private static Studio in(Node node, TenantId tenant, @Nullable Instant notAfter, ManagementScope... scopes) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Studio studio = new Studio(
                node,
                tenant,
                new UserId("robot-" + unique),
                new AppId("vendor-" + unique),
                new CredentialId("secret-" + unique),
                GeneratedSecret.generate(RANDOM));
        studio.register(notAfter, Set.of(scopes));
        return studio;
    }

    /** Registers the app, its user and its secret in one entry. */
    void register() {
        register(null, Set.of());
    }

    private void register(@Nullable Instant notAfter, Set<ManagementScope> scopes) {
        List<Change> changes = List.of(
                new UserAdded(user, UserKind.SERVICE),
                new AppAdded(app, "Vendor", "", Set.of(GrantType.CLIENT_CREDENTIALS), scopes),
                new OnBehalfOfSet(app, user),
                new CredentialAdded(credential, app, CredentialKind.SECRET, notAfter));
        CommandOutcome<String> outcome = node.log().append(tenant, note(), Optional.empty(), state -> {
            StoredSecret stored = new StoredSecret(
                    credential, tenant, app, state.view().tenant().revision() + 1);
            return new ChangeProposal<>(
                    changes, "", List.of(AppRegistry.take(app, tenant), ClientSecrets.keep(stored, secret)));
        });
        done(outcome);
    }

    /** Appends to the tenant's stream and says where that was. */
    Position change(Change... changes) {
        return append(node, tenant, changes);
    }

    String id() {
        return app.value();
    }

    String reveal() {
        return secret.reveal();
    }

    /** A token of now, for the {@code Authorization} header. */
    String bearer() {
        return "Bearer " + new Http(node).token(id(), reveal()).member("access_token");
    }

    static Position append(Node node, TenantId stream, Change... changes) {
        List<Change> all = new ArrayList<>(List.of(changes));
        return done(node.log().append(stream, note(), Optional.empty(), state -> ChangeProposal.of(all, "")));
    }

    private static Position done(CommandOutcome<String> outcome) {
        return switch (outcome) {
            case CommandOutcome.Done<String>(var committed, var answer) -> committed.position();
            case CommandOutcome.Replayed<String> replayed -> throw new IllegalStateException("nothing was asked twice");
        };
    }

    private static Note note() {
        return new Note("test", UUID.randomUUID().toString(), null, null);
    }
}
