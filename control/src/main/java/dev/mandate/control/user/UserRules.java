package dev.mandate.control.user;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.User;
import dev.mandate.protocol.problem.ProblemCode;

/** The rules of the house about users. */
final class UserRules {
    private UserRules() {}

    static Thing thing(UserId user) {
        return new Thing(Thing.Kind.USER, user.value());
    }

    /**
     * Refuses a change to a user that the manager may not make, or that names what is not there.
     *
     * @throws dev.mandate.control.log.command.Refusal 400, 403, 404 or 409
     */
    static void requireMay(CommandState state, Manager manager, UserChange change) {
        if (change instanceof UserChange.UserRoleAssigned c) {
            requireMayAssign(state, manager, c);
        } else if (!(change
                instanceof
                UserChange.UserAdded)) { // anyone who may manage may add a user; a new type is as strict as the others
            requireTouchable(state, manager, change.user());
        }
    }

    /**
     * Refuses a change to a user's groups that the manager may not make, or that names what is not there.
     *
     * @throws dev.mandate.control.log.command.Refusal 403 or 404
     */
    static void requireMay(CommandState state, Manager manager, MembershipChange change) {
        switch (change) {
            case MembershipChange.MemberAdded c -> requireAdded(state, manager, c.user());
            case MembershipChange.MemberRemoved c -> requireTouchable(state, manager, c.user());
        }
        requireGroup(state, manager, change.group());
    }

    /** A user of the same entry does not exist yet, so nobody outranks it. */
    private static void requireAdded(CommandState state, Manager manager, UserId user) {
        if (state.directory().everUsed(thing(user))) {
            requireTouchable(state, manager, user);
        }
    }

    private static void requireTouchable(CommandState state, Manager manager, UserId user) {
        Names.requireThere(state.directory(), thing(user), "user");
        manager.requireNotBelow(user);
    }

    private static void requireMayAssign(CommandState state, Manager manager, UserChange.UserRoleAssigned change) {
        requireAdded(state, manager, change.user());
        if (change.role().builtIn()) {
            manager.requireOwner("name owners and administrators");
        }
        Tenancy tenancy = state.view().tenant().tenancy();
        if (!tenancy.roles().contains(change.role())) {
            throw Refusals.malformed("role", "names no role of this tenant: `" + change.role() + "`");
        }
        if (change.role().builtIn() && actedForByPlainApp(tenancy, change.user())) {
            throw Refusal.of(
                    ProblemCode.ON_BEHALF_OF_ADMINISTRATOR,
                    "an app without management scopes acts on behalf of user `" + change.user()
                            + "`: give the app another user first");
        }
    }

    private static boolean actedForByPlainApp(Tenancy tenancy, UserId user) {
        boolean[] found = {false};
        tenancy.apps()
                .forEach((id, app) -> found[0] |= app.scopes().isEmpty()
                        && app.onBehalfOf().filter(user::equals).isPresent());
        return found[0];
    }

    private static void requireGroup(CommandState state, Manager manager, GroupId group) {
        manager.requireTenant();
        Names.requireThere(state.directory(), new Thing(Thing.Kind.GROUP, group.value()), "group");
    }

    /** Whether the change would make no difference; false for a type that always makes one. */
    static boolean holds(CommandState state, UserChange change) {
        User user = user(state, change.user());
        if (change instanceof UserChange.UserRoleAssigned c) {
            return user.role().filter(r -> r.role().equals(c.role())).isPresent();
        }
        if (change instanceof UserChange.UserRoleUnassigned) {
            return user.role().isEmpty();
        }
        if (change instanceof UserChange.UserDisabled) {
            return !user.active();
        }
        if (change instanceof UserChange.UserEnabled) {
            return user.active();
        }
        return change instanceof UserChange.SkillsSet c && hasSkills(state, c);
    }

    private static boolean hasSkills(CommandState state, UserChange.SkillsSet change) {
        Listing user = state.directory().find(thing(change.user())).orElseThrow();
        return user.skills().equals(change.skills());
    }

    /** Whether the change would make no difference. */
    static boolean holds(CommandState state, MembershipChange change) {
        boolean member = user(state, change.user()).groups().contains(change.group());
        return switch (change) {
            case MembershipChange.MemberAdded _ -> member;
            case MembershipChange.MemberRemoved _ -> !member;
        };
    }

    private static User user(CommandState state, UserId id) {
        return state.view().tenant().tenancy().users().get(id).orElseThrow();
    }
}
