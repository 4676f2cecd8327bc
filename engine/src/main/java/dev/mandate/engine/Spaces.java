package dev.mandate.engine;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.state.Group;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.Term;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which spaces a user reaches: a workspace through a group, a sales channel through the binding, never the other way. */
final class Spaces {
    private final Tenancy tenancy;
    private final User user;
    private final Instant now;

    Spaces(Tenancy tenancy, User user, Instant now) {
        this.tenancy = tenancy;
        this.user = user;
        this.now = now;
    }

    boolean reaches(SpaceKind kind, SpaceId space) {
        return tenancy.spaces(kind).contains(space)
                && switch (kind) {
                    case WORKSPACE -> groups().anyMatch(g -> opens(g, space));
                    case SALES_CHANNEL ->
                        user.binding().filter(b -> b.channel().equals(space)).isPresent();
                };
    }

    private boolean opens(Group group, SpaceId workspace) {
        return group.all()
                || group.workspaces().get(workspace).filter(t -> t.holds(now)).isPresent();
    }

    private Stream<Group> groups() {
        return user.groups().entrySet().stream()
                .filter(e -> e.getValue().holds(now))
                .map(Map.Entry<GroupId, Term>::getKey)
                .map(tenancy.groups()::get)
                .flatMap(Optional::stream);
    }

    Reach reach(SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> workspaces();
            case SALES_CHANNEL -> channels();
        };
    }

    private Reach workspaces() {
        Set<SpaceId> open = new HashSet<>();
        for (Group group : groups().toList()) {
            if (group.all()) {
                return new Reach.All();
            }
            group.workspaces().forEach((space, term) -> {
                if (term.holds(now) && tenancy.workspaces().contains(space)) {
                    open.add(space);
                }
            });
        }
        return new Reach.Some(open);
    }

    private Reach channels() {
        return new Reach.Some(user.binding()
                .map(User.Binding::channel)
                .filter(tenancy.channels()::contains)
                .map(Set::of)
                .orElse(Set.of()));
    }
}
