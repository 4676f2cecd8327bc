package dev.mandate.control.access;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ranks of users and apps while changes are checked.
 *
 * @param exempt users and apps that the changes themselves bring or take away, and that are not there: nobody is above them
 */
record Ranking(Tenancy tenancy, Instant now, Set<Object> exempt) {
    Ranking {
        exempt = Set.copyOf(exempt);
    }

    /** For changes that are to be made: what they add is not there yet. */
    static Ranking before(CommandState state, Instant now, List<Change> changes) {
        Set<Object> added = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof UserChange.UserAdded c) {
                added.add(c.user());
            } else if (change instanceof AppChange.AppAdded c) {
                added.add(c.app());
            }
        }
        return new Ranking(state.view().tenant().tenancy(), now, added);
    }

    /** For changes that were made: what they removed is not there any more. */
    static Ranking since(CommandState state, Instant now, List<Change> changes) {
        Set<Object> removed = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof UserChange.UserRemoved c) {
                removed.add(c.user());
            } else if (change instanceof AppChange.AppRemoved c) {
                removed.add(c.app());
            }
        }
        return new Ranking(state.view().tenant().tenancy(), now, removed);
    }

    /** The rank of a user; the highest if there is no such user. */
    Rank of(UserId user) {
        return exempt.contains(user) && !tenancy.users().contains(user) ? Rank.ORDINARY : Rank.of(tenancy, user, now);
    }

    Optional<App> find(AppId app) {
        return tenancy.apps().get(app);
    }

    /** Whether the app is not there because the changes bring it or took it away. */
    boolean exempts(AppId app) {
        return exempt.contains(app) && find(app).isEmpty();
    }
}
