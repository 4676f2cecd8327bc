package dev.mandate.control.app;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.app.AppCommand.DescribeApp;
import dev.mandate.control.app.AppCommand.RegisterApp;
import dev.mandate.control.app.AppCommand.RemoveApp;
import dev.mandate.control.directory.Thing;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/apps}: registering apps and describing them. */
@RestController
final class AppController {
    private final Management management;

    AppController(Management management) {
        this.management = management;
    }

    record NewApp(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable String grantType,
            @Nullable String onBehalfOf,
            @Nullable List<String> scopes,
            @Nullable Map<String, @Nullable List<@Nullable String>> connectors,
            @Nullable List<@Nullable String> authenticationMethods) {
        AppDetails settings() {
            return new AppDetails(connectors, authenticationMethods);
        }
    }

    record Described(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> scopes,
            @Nullable Map<String, @Nullable List<@Nullable String>> connectors,
            @Nullable List<@Nullable String> authenticationMethods) {
        AppDetails settings() {
            return new AppDetails(connectors, authenticationMethods);
        }
    }

    @PostMapping("/api/v1/apps")
    ResponseEntity<byte[]> register(Call call, @Body NewApp form) {
        AppId app = id(call, form.id());
        AppChange.AppAdded added = new AppChange.AppAdded(
                app,
                Text.name("name", form.name()),
                Text.description("description", form.description()),
                Set.of(grantType(form.grantType())),
                WrittenScopes.read(form.scopes()));
        UserId user = Ids.in("onBehalfOf", form.onBehalfOf(), UserId::new);
        Registration registration = new Registration(added, user, NewSecret.generate());
        return management.write(
                call,
                new RegisterApp(registration, form.settings()),
                (state, secret) -> Reply.created(
                                new RegisteredView(AppView.of(state, app), secret),
                                AppRules.thing(app),
                                "/api/v1/apps/" + app)
                        .keeping(new RegisteredView(AppView.of(state, app), secret.redacted())));
    }

    /**
     * App ids are unique in the installation, so whether one is taken would tell a tenant of another tenant's app.
     * INVARIANT: refused before anything is looked up, for every id alike.
     */
    private static AppId id(Call call, @Nullable String supplied) {
        if (supplied != null && !call.actor().operator()) {
            throw Refusals.malformed("id", "must be left out: the server generates it");
        }
        return Ids.suppliedOr("id", supplied, AppId::new);
    }

    private static GrantType grantType(@Nullable String text) {
        return switch (text) {
            case "client_credentials" -> GrantType.CLIENT_CREDENTIALS;
            case null -> GrantType.CLIENT_CREDENTIALS;
            default -> throw Refusals.malformed("grantType", "must be `client_credentials`");
        };
    }

    @GetMapping("/api/v1/apps")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(
                call,
                state -> Reply.ok(
                        Page.of(state.directory(), Thing.Kind.APP, ask, id -> AppView.of(state, new AppId(id)))));
    }

    @GetMapping("/api/v1/apps/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        AppId app = Ids.named("app", id, AppId::new);
        return management.read(call, state -> Reply.ok(AppView.of(state, app), AppRules.thing(app)));
    }

    @PatchMapping("/api/v1/apps/{id}")
    ResponseEntity<byte[]> describe(Call call, @PathVariable String id, @Body Described form) {
        AppId app = Ids.named("app", id, AppId::new);
        DescribeApp command = new DescribeApp(
                app,
                form.name() == null ? null : Text.name("name", form.name()),
                form.description() == null ? null : Text.description("description", form.description()),
                form.scopes() == null ? null : WrittenScopes.read(form.scopes()),
                form.settings());
        return management.write(call, command, (state, done) -> Reply.ok(AppView.of(state, app), AppRules.thing(app)));
    }

    @DeleteMapping("/api/v1/apps/{id}")
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        AppId app = Ids.named("app", id, AppId::new);
        return management.write(call, new RemoveApp(app), (state, done) -> Reply.gone());
    }
}
