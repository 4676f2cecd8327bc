package dev.mandate.control.access;

import dev.mandate.control.directory.Mention;
import dev.mandate.control.directory.Mentions;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The ranks of users and apps while changes are checked.
 *
 * @param exempt things that the changes themselves add or remove: a user or app of these that does not exist counts as ordinary
 */
record Ranking(Tenancy tenancy, Instant now, Set<Thing> exempt) {
    Ranking {
        exempt = Set.copyOf(exempt);
    }

    /** For changes that are to be made: what they add is not there yet. */
    static Ranking before(CommandState state, Instant now, List<Change> changes) {
        return without(state, now, changes, mention -> mention.presence() == Mention.Presence.NEW);
    }

    /** For changes that were made: what they removed is not there any more. */
    static Ranking since(CommandState state, Instant now, List<Change> changes) {
        return without(state, now, changes, mention -> mention.effect() == Mention.Effect.Plain.REMOVED);
    }

    private static Ranking without(CommandState state, Instant now, List<Change> changes, Predicate<Mention> absent) {
        Set<Thing> exempt = changes.stream()
                .flatMap(change -> Mentions.of(change).all().stream())
                .filter(absent)
                .map(Mention::thing)
                .collect(Collectors.toUnmodifiableSet());
        return new Ranking(state.view().tenant().tenancy(), now, exempt);
    }

    /** The rank of a user; the highest if there is no such user. */
    Rank of(UserId user) {
        boolean exempts = exempt.contains(new Thing(Thing.Kind.USER, user.value()))
                && !tenancy.users().contains(user);
        return exempts ? Rank.ORDINARY : Rank.of(tenancy, user, now);
    }

    Optional<App> find(AppId app) {
        return tenancy.apps().get(app);
    }

    /** Whether the app is not there because the changes bring it or took it away. */
    boolean exempts(AppId app) {
        return exempt.contains(new Thing(Thing.Kind.APP, app.value()))
                && find(app).isEmpty();
    }
}
