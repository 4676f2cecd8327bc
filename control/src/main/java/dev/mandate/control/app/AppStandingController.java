package dev.mandate.control.app;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.app.AppCommand.DisableApp;
import dev.mandate.control.app.AppCommand.EnableApp;
import dev.mandate.control.app.AppCommand.RevokeAppTokens;
import dev.mandate.control.app.AppCommand.SetOnBehalfOf;
import dev.mandate.control.log.command.Done;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/apps/{id}/...}: what changes an app's standing. Repeating one changes nothing. */
@RestController
final class AppStandingController {
    private final Management management;

    AppStandingController(Management management) {
        this.management = management;
    }

    record OnBehalfForm(@Nullable String user) {}

    @PutMapping("/api/v1/apps/{id}/on-behalf-of")
    ResponseEntity<byte[]> actFor(Call call, @PathVariable String id, @Body OnBehalfForm form) {
        UserId user = Ids.in("user", form.user(), UserId::new);
        return submit(call, new SetOnBehalfOf(named(id), user));
    }

    @PostMapping("/api/v1/apps/{id}/disable")
    ResponseEntity<byte[]> disable(Call call, @PathVariable String id) {
        return submit(call, new DisableApp(named(id)));
    }

    @PostMapping("/api/v1/apps/{id}/enable")
    ResponseEntity<byte[]> enable(Call call, @PathVariable String id) {
        return submit(call, new EnableApp(named(id)));
    }

    @PostMapping("/api/v1/apps/{id}/revoke-tokens")
    ResponseEntity<byte[]> revokeTokens(Call call, @PathVariable String id) {
        return submit(call, new RevokeAppTokens(named(id)));
    }

    private static AppId named(String id) {
        return Ids.named("app", id, AppId::new);
    }

    private ResponseEntity<byte[]> submit(Call call, AppCommand<Done> command) {
        AppId app = command.app();
        return management.write(call, command, (state, done) -> Reply.ok(AppView.of(state, app), AppRules.thing(app)));
    }
}
