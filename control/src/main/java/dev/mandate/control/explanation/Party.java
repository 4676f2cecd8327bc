package dev.mandate.control.explanation;

import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked about.
 *
 * @param app null for a user's rights alone, whichever app acts for it
 */
public record Party(@Nullable AppId app, UserId user) {
    /**
     * Reads the parameters {@code app} and {@code user}, of which one may be absent: an app of client credentials has its
     * user.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if both are absent or none follows from the app, 404 if one is not there
     */
    public static Party of(AsOf asOf, @Nullable String app, @Nullable String user) {
        if (app == null) {
            UserId named = Ids.in("user", user == null ? needed() : user, UserId::new);
            return new Party(null, there(asOf, named));
        }
        AppId named = Ids.named("app", app, AppId::new);
        App registered = tenancy(asOf).apps().get(named).orElseThrow(() -> Refusals.unknown("app", app));
        UserId acting = user == null
                ? registered.onBehalfOf().orElseThrow(Party::consenting)
                : there(asOf, Ids.in("user", user, UserId::new));
        return new Party(named, acting);
    }

    private static String needed() {
        throw Refusals.malformed("user", "is required, or `app`");
    }

    private static RuntimeException consenting() {
        return Refusals.malformed("user", "is required: the app acts for whoever consents");
    }

    private static UserId there(AsOf asOf, UserId user) {
        if (!tenancy(asOf).users().contains(user)) {
            throw Refusals.unknown("user", user.value());
        }
        return user;
    }

    private static Tenancy tenancy(AsOf asOf) {
        return asOf.view().tenant().tenancy();
    }
}
