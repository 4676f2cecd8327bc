package dev.mandate.control.app;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.CredentialKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.Credential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/apps/{id}/secrets}: two may live at once, so that one can be replaced without a gap. */
@RestController
final class SecretController {
    private static final int MOST_SECRETS = 2;

    private final Management management;
    private final Registration registration;

    SecretController(Management management, Registration registration) {
        this.management = management;
        this.registration = registration;
    }

    @PostMapping("/api/v1/apps/{id}/secrets")
    ResponseEntity<byte[]> add(Call call, @PathVariable String id) {
        AppId app = Ids.named("app", id, AppId::new);
        return management.write(
                call,
                AppRules.thing(app),
                (state, manager) -> {
                    AppRules.requireMayTouch(state, manager, app);
                    if (secrets(state, app).size() >= MOST_SECRETS) {
                        throw Refusals.conflict(
                                "too_many_secrets", "app `" + app + "` has two live secrets: withdraw one first");
                    }
                    return registration.proposeSecret(state, app);
                },
                (state, secret) -> Reply.created(
                                secret, AppRules.thing(app), "/api/v1/apps/" + app + "/secrets/" + secret.id())
                        .about(new Thing(Thing.Kind.CREDENTIAL, secret.id()))
                        .keeping(secret.redacted()));
    }

    @GetMapping("/api/v1/apps/{id}/secrets")
    ResponseEntity<byte[]> list(Call call, @PathVariable String id) {
        AppId app = Ids.named("app", id, AppId::new);
        return management.read(call, state -> {
            AppRules.app(state, app);
            return Reply.ok(Map.of("items", secrets(state, app)), AppRules.thing(app));
        });
    }

    @DeleteMapping("/api/v1/apps/{id}/secrets/{secret}")
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable String id, @PathVariable String secret) {
        AppId app = Ids.named("app", id, AppId::new);
        CredentialId credential = Ids.named("secret", secret, CredentialId::new);
        return management.write(
                call,
                AppRules.thing(app),
                (state, manager) -> {
                    AppRules.requireMayTouch(state, manager, app);
                    if (secrets(state, app).stream().noneMatch(v -> v.id().equals(secret))) {
                        throw Refusals.unknown("secret", secret);
                    }
                    return Proposal.of(new CredentialChange.CredentialWithdrawn(credential));
                },
                (state, done) -> Reply.gone());
    }

    private static List<SecretView> secrets(State state, AppId app) {
        List<SecretView> found = new ArrayList<>();
        state.view().tenant().tenancy().credentials().forEach((id, credential) -> {
            if (isSecretOf(credential, app)) {
                found.add(new SecretView(id.value(), null, created(state, id)));
            }
        });
        found.sort(Comparator.comparing(SecretView::id));
        return found;
    }

    private static boolean isSecretOf(Credential credential, AppId app) {
        return credential.owner().equals(app) && credential.kind() == CredentialKind.SECRET;
    }

    private static Instant created(State state, CredentialId id) {
        return state.directory()
                .find(new Thing(Thing.Kind.CREDENTIAL, id.value()))
                .map(Listing::created)
                .orElseThrow();
    }
}
