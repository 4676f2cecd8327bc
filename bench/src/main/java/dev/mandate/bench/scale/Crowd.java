package dev.mandate.bench.scale;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Users with a role and a group each; a thousand of them share a group, which opens one workspace. Their ids are UUIDs, as
 * the management API makes them where none is supplied.
 */
record Crowd(int users, RoleId role, Random random) {
    private static final int GROUP = 1_000;

    Stream<Change> changes() {
        return IntStream.range(0, users).boxed().flatMap(this::changes);
    }

    private Stream<Change> changes(int number) {
        Stream<Change> user = user(number).stream();
        return number % GROUP == 0 ? Stream.concat(group(number).stream(), user) : user;
    }

    private List<Change> user(int number) {
        UserId user = new UserId(new UUID(random.nextLong(), random.nextLong()).toString());
        return List.of(
                new UserChange.UserAdded(user, UserKind.PERSON),
                new UserChange.UserRoleAssigned(user, role, null),
                new MembershipChange.MemberAdded(team(number), user, null));
    }

    private static List<Change> group(int number) {
        GroupId group = team(number);
        SpaceId space = new SpaceId("space-" + number / GROUP);
        return List.of(
                new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, space, "Space " + number / GROUP),
                new GroupChange.GroupAdded(group, "Team " + number / GROUP),
                new GroupChange.WorkspaceOpened(group, space, null));
    }

    private static GroupId team(int number) {
        return new GroupId("team-" + number / GROUP);
    }
}
