package dev.mandate.control.app;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.app.AppCommand.AddSecret;
import dev.mandate.control.app.AppCommand.WithdrawSecret;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
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
    private final Management management;

    SecretController(Management management) {
        this.management = management;
    }

    @PostMapping("/api/v1/apps/{id}/secrets")
    ResponseEntity<byte[]> add(Call call, @PathVariable String id) {
        AppId app = Ids.named("app", id, AppId::new);
        return management.write(
                call,
                new AddSecret(app, NewSecret.generate()),
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
        return management.write(call, new WithdrawSecret(app, credential), (state, done) -> Reply.gone());
    }

    private static List<SecretView> secrets(CommandState state, AppId app) {
        return AppRules.secrets(state, app).stream()
                .map(id -> new SecretView(id.value(), null, listing(state, id).created()))
                .toList();
    }

    private static Listing listing(CommandState state, CredentialId id) {
        return state.directory()
                .find(new Thing(Thing.Kind.CREDENTIAL, id.value()))
                .orElseThrow();
    }
}
