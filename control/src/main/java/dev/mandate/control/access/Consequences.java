package dev.mandate.control.access;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.UserId;
import java.util.ArrayList;
import java.util.List;

/** What follows from changes and belongs into the same entry. */
public final class Consequences {
    /** The first format of the log that says who may enable again; before it any administrator may. */
    private static final int RESERVING_FORMAT = 3;

    private Consequences() {}

    /** The changes, each followed by its consequences. */
    static List<Change> of(CommandState state, Authority actor, List<Change> changes) {
        List<Change> all = new ArrayList<>();
        for (Change change : changes) {
            all.add(change);
            all.addAll(of(state, actor, change));
        }
        return all;
    }

    private static List<Change> of(CommandState state, Authority actor, Change change) {
        return switch (change) {
            case UserChange c -> ofUser(state, actor, c);
            case AppChange c -> ofApp(state, actor, c);
            case BindingChange _,
                    CatalogueChange _,
                    CredentialChange _,
                    GroupChange _,
                    LogChange _,
                    MembershipChange _,
                    RoleChange _,
                    SpaceChange _,
                    TenantChange _ -> List.of();
        };
    }

    private static List<Change> ofUser(CommandState state, Authority actor, UserChange change) {
        return switch (change) {
            case UserChange.UserRemoved c -> appsOf(state, c.user());
            case UserChange.UserDisabled c -> reservation(state, actor, new UserChange.UserEnablingReserved(c.user()));
            case UserChange.UserAdded _,
                    UserChange.UserEnabled _,
                    UserChange.UserEnablingReserved _,
                    UserChange.UserRoleAssigned _,
                    UserChange.UserRoleUnassigned _,
                    UserChange.UserTokensRevoked _,
                    UserChange.SkillsSet _ -> List.of();
        };
    }

    private static List<Change> ofApp(CommandState state, Authority actor, AppChange change) {
        return switch (change) {
            case AppChange.AppDisabled c -> reservation(state, actor, new AppChange.AppEnablingReserved(c.app()));
            case AppChange.AppAdded _,
                    AppChange.AppAuthenticationMethodsSet _,
                    AppChange.AppConnectorsSet _,
                    AppChange.AppDescribed _,
                    AppChange.AppEnabled _,
                    AppChange.AppEnablingReserved _,
                    AppChange.AppRemoved _,
                    AppChange.AppScopesSet _,
                    AppChange.OnBehalfOfSet _ -> List.of();
        };
    }

    private static List<Change> appsOf(CommandState state, UserId user) {
        List<Change> removed = new ArrayList<>();
        state.view().tenant().tenancy().apps().forEach((id, app) -> {
            if (app.onBehalfOf().filter(user::equals).isPresent()) {
                removed.add(new AppChange.AppRemoved(id));
            }
        });
        return removed;
    }

    private static List<Change> reservation(CommandState state, Authority actor, Change reserved) {
        boolean written = state.view().platform().catalogue().format() >= RESERVING_FORMAT;
        return actor.owner() && written ? List.of(reserved) : List.of();
    }

    /**
     * What an Owner adds by disabling what somebody else has disabled already; nothing if it is reserved for Owners.
     *
     * @param reserved the change that reserves it
     */
    public static List<Change> ofDisablingAgain(CommandState state, Authority actor, Thing thing, Change reserved) {
        return reserved(state, thing) ? List.of() : reservation(state, actor, reserved);
    }

    /** Whether only an Owner may enable it. */
    static boolean reserved(CommandState state, Thing thing) {
        return state.directory().find(thing).filter(Listing::reserved).isPresent();
    }
}
