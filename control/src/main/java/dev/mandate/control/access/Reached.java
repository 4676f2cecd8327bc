package dev.mandate.control.access;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.UserQuery;
import java.util.HashSet;
import java.util.Set;

/** Refuses to reach a user above an authority, by name or by what the user is a member of. */
final class Reached {
    private final Authority actor;
    private final Ranking standings;

    Reached(Authority actor, Ranking standings) {
        this.actor = actor;
        this.standings = standings;
    }

    /** Refuses to change a user above. */
    void user(UserId user) {
        if (standings.of(user).compareTo(actor.rank()) > 0) {
            throw above(user);
        }
    }

    private Refusal above(UserId user) {
        return Rank.above(standings.tenancy(), user);
    }

    /** Refuses to change what a group opens to a member above. */
    void membersOf(GroupId group) {
        requireNone(query().byGroups(s -> s.groups().contains(group)));
    }

    /** Refuses to take a space from a user above who was given it by name: by a group's list, or by a binding. */
    void whoeverIsGiven(SpaceKind kind, SpaceId space) {
        switch (kind) {
            case WORKSPACE -> {
                Set<GroupId> listing = new HashSet<>();
                standings.tenancy().groups().forEach((id, group) -> {
                    if (group.workspaces().contains(space)) {
                        listing.add(id);
                    }
                });
                requireNone(query().byGroups(s -> listing.stream().anyMatch(s.groups()::contains)));
            }
            case SALES_CHANNEL -> requireNone(query().byChannel(s -> space.equals(s.channel())));
        }
    }

    private UserQuery query() {
        return standings.tenancy().query().withDisabled();
    }

    private void requireNone(UserQuery found) {
        if (actor.owner()) {
            return; // nobody is above an Owner
        }
        found.byRole(this::isAbove).page(null, 1).forEach(user -> {
            throw above(user);
        });
    }

    private boolean isAbove(Subject subject) {
        return Rank.of(subject, standings.now()).compareTo(actor.rank()) > 0;
    }
}
