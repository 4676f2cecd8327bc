package dev.mandate.control.app;

import dev.mandate.control.access.Consequences;
import dev.mandate.control.access.Manager;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import java.util.List;
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

    /** What an app's standing becomes; the change, or none if it is so already. */
    private interface Step {
        List<Change> from(State state, Manager manager, App app);
    }

    @PutMapping("/api/v1/apps/{id}/on-behalf-of")
    ResponseEntity<byte[]> actFor(Call call, @PathVariable String id) {
        UserId user = Ids.in("user", call.read(OnBehalfForm.class).user(), UserId::new);
        AppId named = Ids.named("app", id, AppId::new);
        return change(call, named, (state, manager, app) -> {
            AppRules.requireFitting(state, manager, user, app.scopes());
            boolean already = app.onBehalfOf().filter(user::equals).isPresent();
            return already ? List.of() : List.of(new AppChange.OnBehalfOfSet(named, user));
        });
    }

    @PostMapping("/api/v1/apps/{id}/disable")
    ResponseEntity<byte[]> disable(Call call, @PathVariable String id) {
        AppId named = Ids.named("app", id, AppId::new);
        return change(
                call,
                named,
                (state, manager, app) -> app.active()
                        ? List.of(new AppChange.AppDisabled(named))
                        : Consequences.ofDisablingAgain(
                                state,
                                manager.authority(state),
                                AppRules.thing(named),
                                new AppChange.AppEnablingReserved(named)));
    }

    @PostMapping("/api/v1/apps/{id}/enable")
    ResponseEntity<byte[]> enable(Call call, @PathVariable String id) {
        AppId named = Ids.named("app", id, AppId::new);
        return change(
                call,
                named,
                (state, manager, app) -> app.active() ? List.of() : List.of(new AppChange.AppEnabled(named)));
    }

    @PostMapping("/api/v1/apps/{id}/revoke-tokens")
    ResponseEntity<byte[]> revokeTokens(Call call, @PathVariable String id) {
        AppId named = Ids.named("app", id, AppId::new);
        return change(call, named, (state, manager, app) -> List.of(new CredentialChange.AppTokensRevoked(named)));
    }

    private ResponseEntity<byte[]> change(Call call, AppId id, Step step) {
        return management.write(
                call,
                AppRules.thing(id),
                (state, manager) ->
                        Proposal.of(step.from(state, manager, AppRules.requireMayTouch(state, manager, id))),
                (state, done) -> Reply.ok(AppView.of(state, id), AppRules.thing(id)));
    }
}
