package dev.mandate.control.access;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Mention;
import dev.mandate.control.directory.Mentions;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import java.util.ArrayList;
import java.util.List;

/** What follows from changes and belongs into the same entry. Follows from what the changes mention, so a new type needs no line here. */
public final class Consequences {
    /** The first format of the log that says who may enable again; before it any administrator may. */
    private static final int RESERVING_FORMAT = 3;

    private Consequences() {}

    /** The changes, each followed by its consequences. */
    static List<Change> of(CommandState state, Authority actor, List<Change> changes) {
        List<Change> all = new ArrayList<>();
        for (Change change : changes) {
            all.add(change);
            Mentions.of(change).all().forEach(mention -> all.addAll(of(state, actor, mention)));
        }
        return all;
    }

    private static List<Change> of(CommandState state, Authority actor, Mention mention) {
        return switch (mention.effect()) {
            case Mention.Effect.Plain.REMOVED -> endedWith(state, mention.thing());
            case Mention.Effect.Plain.DISABLED -> reservation(state, actor, mention.thing());
            case Mention.Effect.Listed _, Mention.Effect.Relisted _, Mention.Effect.Plain _ -> List.of();
        };
    }

    private static List<Change> endedWith(CommandState state, Thing removed) {
        return removed.kind() == Thing.Kind.USER ? appsOf(state, new UserId(removed.id())) : List.of();
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

    private static List<Change> reservation(CommandState state, Authority actor, Thing disabled) {
        boolean written = state.view().platform().catalogue().format() >= RESERVING_FORMAT;
        return actor.owner() && written ? List.of(reserving(disabled)) : List.of();
    }

    private static Change reserving(Thing thing) {
        return switch (thing.kind()) {
            case USER -> new UserChange.UserEnablingReserved(new UserId(thing.id()));
            case APP -> new AppChange.AppEnablingReserved(new AppId(thing.id()));
            default -> throw new IllegalStateException("this is a bug: nothing reserves who enables " + thing);
        };
    }

    /** Returns what an Owner adds by disabling a user or an app that somebody else disabled; nothing if it is reserved for Owners. */
    public static List<Change> ofDisablingAgain(CommandState state, Authority actor, Thing thing) {
        return reserved(state, thing) ? List.of() : reservation(state, actor, thing);
    }

    /** Whether only an Owner may enable it. */
    static boolean reserved(CommandState state, Thing thing) {
        return state.directory().find(thing).filter(Listing::reserved).isPresent();
    }
}
