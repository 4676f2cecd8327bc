package dev.mandate.control.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Names;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import java.util.List;
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
        String created,
        String changed) {
    static AppView of(State state, AppId id) {
        Listing listing = Names.requireThere(state.directory(), AppRules.thing(id), "app");
        App app = AppRules.app(state, id);
        return new AppView(
                id.value(),
                listing.name(),
                listing.description(),
                app.active() ? "ACTIVE" : "DISABLED",
                written(app.grantType()),
                app.onBehalfOf().map(UserId::value).orElse(null),
                Scopes.written(app.scopes()),
                listing.created().toString(),
                listing.changed().toString());
    }

    private static String written(GrantType type) {
        return switch (type) {
            case CLIENT_CREDENTIALS -> "client_credentials";
            case AUTHORIZATION_CODE -> "authorization_code";
        };
    }
}
