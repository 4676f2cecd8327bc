package dev.mandate.engine.state;

import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.trie.Trie;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The part of a {@link Draft} that folds apps, credentials and revoked tokens. */
final class AppDraft {
    /** Expired tokens are dropped from the revocation list each time its size reaches a multiple of this. */
    private static final int SWEEP = 1_024;

    private Trie<AppId, App> apps;
    private Trie<CredentialId, Credential> credentials;
    private Trie<String, Instant> revokedTokens;
    private final Entry entry;

    AppDraft(Tenancy before, Entry entry) {
        this.apps = before.apps();
        this.credentials = before.credentials();
        this.revokedTokens = before.revokedTokens();
        this.entry = entry;
    }

    void take(AppChange change) {
        switch (change) {
            case AppChange.AppAdded c ->
                apps = apps.with(c.app(), new App(true, 0, c.grantTypes(), c.scopes(), Optional.empty()));
            case AppChange.AppRemoved c -> apps = apps.without(c.app());
            case AppChange.AppDisabled c -> update(c.app(), a -> a.standing(false, entry.revision()));
            case AppChange.AppEnabled c -> update(c.app(), a -> a.standing(true, entry.revision()));
            case AppChange.AppScopesSet c -> update(c.app(), a -> a.scoped(c.scopes()));
            case AppChange.OnBehalfOfSet c -> update(c.app(), a -> a.onBehalfOf(c.user(), entry.revision()));
            case AppChange.AppDescribed c -> {
                // decisions do not read names
            }
            case AppChange.AppEnablingReserved c -> {
                // only management reads it, from the directory
            }
            case AppChange.AppConnectorsSet c -> {
                // connectors grant nothing
            }
            case AppChange.AppAuthenticationMethodsSet c -> {
                // checked when a token is issued, not when it is used
            }
        }
    }

    void take(CredentialChange change) {
        switch (change) {
            case CredentialChange.CredentialAdded c ->
                credentials =
                        credentials.with(c.credential(), new Credential(c.owner(), c.kind(), Term.of(c.notAfter())));
            case CredentialChange.CredentialWithdrawn c -> credentials = credentials.without(c.credential());
            case CredentialChange.AppTokensRevoked c -> update(c.app(), a -> a.standing(a.active(), entry.revision()));
            case CredentialChange.TokenRevoked c -> revoke(c);
        }
    }

    private void revoke(CredentialChange.TokenRevoked change) {
        revokedTokens = revokedTokens.with(change.jti(), change.expiry());
        if (revokedTokens.size() % SWEEP == 0) {
            Map<String, Instant> kept = new HashMap<>();
            revokedTokens.forEach((jti, expiry) -> {
                if (expiry.isAfter(entry.at().minusSeconds(60))) {
                    kept.put(jti, expiry);
                }
            });
            revokedTokens = Trie.copyOf(kept);
        }
    }

    private void update(AppId app, UnaryOperator<App> update) {
        apps = apps.updated(app, update);
    }

    Trie<AppId, App> apps() {
        return apps;
    }

    Trie<CredentialId, Credential> credentials() {
        return credentials;
    }

    Trie<String, Instant> revokedTokens() {
        return revokedTokens;
    }
}
