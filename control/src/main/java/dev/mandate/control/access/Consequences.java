package dev.mandate.control.access;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
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
        if (change instanceof UserChange.UserRemoved c) {
            return appsOf(state, c.user());
        }
        if (change instanceof UserChange.UserDisabled c) {
            return reservation(state, actor, new UserChange.UserEnablingReserved(c.user()));
        }
        if (change instanceof AppChange.AppDisabled c) {
            return reservation(state, actor, new AppChange.AppEnablingReserved(c.app()));
        }
        return List.of();
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
