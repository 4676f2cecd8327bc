package dev.mandate.control.tenant;

import dev.mandate.control.app.NewSecret;
import dev.mandate.control.app.Registration;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An Owner who is there or made, and a new app that manages on the Owner's behalf. */
final class NewOwner {
    private static final int SHORT = 8;

    private NewOwner() {}

    /**
     * Whom to make.
     *
     * @param there whether the user is there already, and an Owner
     * @param app a UUID
     */
    record Wanted(UserId user, boolean there, AppId app, NewSecret secret) {}

    static ChangeProposal<FirstOperator.Keys> propose(CommandState state, Wanted wanted) {
        Registration app = new Registration(
                new AppChange.AppAdded(
                        wanted.app(),
                        // with the id, so that nobody can take the name before
                        "Recovery " + wanted.app().value().substring(0, SHORT),
                        "Made to get in again",
                        Set.of(GrantType.CLIENT_CREDENTIALS),
                        Set.of(ManagementScope.ADMIN)),
                wanted.user(),
                wanted.secret());
        List<Change> changes = new ArrayList<>();
        if (!wanted.there()) {
            changes.add(new UserChange.UserAdded(wanted.user(), UserKind.SERVICE));
            changes.add(new UserChange.UserRoleAssigned(wanted.user(), RoleId.OWNER, null));
        }
        changes.addAll(app.changes());
        FirstOperator.Keys keys = new FirstOperator.Keys(
                wanted.app().value(), wanted.secret().secret().reveal());
        return new ChangeProposal<>(changes, keys, app.besides(state));
    }
}
