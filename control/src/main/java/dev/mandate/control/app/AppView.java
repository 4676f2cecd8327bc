package dev.mandate.control.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.directory.AppSettings;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An app as it is shown; its secrets never are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AppView(
        String id,
        String name,
        String description,
        String status,
        String grantType,
        @Nullable String onBehalfOf,
        List<String> scopes,
        SortedMap<String, List<String>> connectors,
        List<String> authenticationMethods,
        String created,
        String changed) {
    static AppView of(CommandState state, AppId id) {
        Listing listing = Names.requireThere(state.directory(), AppRules.thing(id), "app");
        App app = AppRules.app(state, id);
        AppSettings settings = state.directory().settings(id);
        return new AppView(
                id.value(),
                listing.name(),
                listing.description(),
                app.active() ? "ACTIVE" : "DISABLED",
                written(app.grantType()),
                app.onBehalfOf().map(UserId::value).orElse(null),
                WrittenScopes.written(app.scopes()),
                connectors(settings),
                AuthenticationMethods.written(settings.authenticationMethods()),
                listing.created().toString(),
                listing.changed().toString());
    }

    private static SortedMap<String, List<String>> connectors(AppSettings settings) {
        SortedMap<String, List<String>> written = new TreeMap<>();
        settings.connectors()
                .forEach((id, modules) ->
                        written.put(id, modules.stream().sorted().toList()));
        return written;
    }

    private static String written(GrantType type) {
        return switch (type) {
            case CLIENT_CREDENTIALS -> "client_credentials";
            case AUTHORIZATION_CODE -> "authorization_code";
        };
    }
}
