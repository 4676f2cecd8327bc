package dev.mandate.control.user;

import dev.mandate.control.access.Consequences;
import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What managers may ask of users. */
public sealed interface UserCommand<R> extends ManagementCommand<R> {
    UserId user();

    @Override
    default @Nullable Thing target() {
        return UserRules.thing(user());
    }

    /**
     * Makes a user.
     *
     * @param role null for none
     * @param profile stores its personal data, which is never in the log
     */
    record CreateUser(UserId user, UserKind kind, @Nullable RoleId role, List<GroupId> groups, SideWrite profile)
            implements UserCommand<Done> {
        public CreateUser {
            groups = List.copyOf(groups);
        }

        @Override
        public @Nullable Thing target() {
            return null;
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Names.requireUnused(state.directory(), UserRules.thing(user), "user");
            groups.forEach(group -> requireNamed(state, group));
            List<Change> changes = new ArrayList<>();
            for (UserChange change : ofUser()) {
                UserRules.requireMay(state, manager, change);
                changes.add(change);
            }
            for (GroupId group : groups) {
                MembershipChange change = new MembershipChange.MemberAdded(group, user, null);
                UserRules.requireMay(state, manager, change);
                changes.add(change);
            }
            return ChangeProposal.of(changes, profile);
        }

        private List<UserChange> ofUser() {
            UserChange added = new UserChange.UserAdded(user, kind);
            return role == null ? List.of(added) : List.of(added, new UserChange.UserRoleAssigned(user, role, null));
        }

        /** A group that the body names is the body's fault, not the path's. */
        private static void requireNamed(CommandState state, GroupId group) {
            if (state.directory()
                    .find(new Thing(Thing.Kind.GROUP, group.value()))
                    .isEmpty()) {
                throw Refusals.malformed("groups", "names no group of this tenant: `" + group + "`");
            }
        }
    }

    /**
     * Changes a user's profile.
     *
     * @param before the profile as read before the command
     * @param after the profile that the answer shows
     * @param written writes only the fields that were sent, so that a concurrent call keeps its own
     */
    record DescribeUser(UserId user, Profile before, Profile after, SideWrite written) implements UserCommand<Profile> {
        @Override
        public ChangeProposal<Profile> propose(CommandState state, Manager manager) {
            Names.requireThere(state.directory(), UserRules.thing(user), "user");
            manager.requireNotBelow(user);
            return before.equals(after)
                    ? ChangeProposal.nothing(after)
                    : new ChangeProposal<>(List.of(), after, List.of(written));
        }
    }

    /**
     * Removes a user, and with it the apps that act on its behalf.
     *
     * @param forgotten what deletes its personal data
     */
    record RemoveUser(UserId user, SideWrite forgotten) implements UserCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            UserChange change = new UserChange.UserRemoved(user);
            UserRules.requireMay(state, manager, change);
            return ChangeProposal.of(List.of(change), forgotten);
        }
    }

    /** Changes a user's role, skills or standing; does nothing if they are so already. */
    record ChangeUser(UserChange change) implements UserCommand<Done> {
        @Override
        public UserId user() {
            return change.user();
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Names.requireThere(state.directory(), UserRules.thing(user()), "user");
            UserRules.requireMay(state, manager, change);
            return ChangeProposal.of(UserRules.holds(state, change) ? again(state, manager) : List.of(change));
        }

        /** What the change still does where it makes no difference to the user itself. */
        private List<Change> again(CommandState state, Manager manager) {
            return change instanceof UserChange.UserDisabled
                    ? Consequences.ofDisablingAgain(state, manager.authority(state), UserRules.thing(user()))
                    : List.of();
        }
    }

    /** Adds a user to a group or takes it out; does nothing if it is so already. */
    record ChangeMembership(MembershipChange change) implements UserCommand<Done> {
        @Override
        public UserId user() {
            return change.user();
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Names.requireThere(state.directory(), UserRules.thing(user()), "user");
            UserRules.requireMay(state, manager, change);
            return ChangeProposal.of(UserRules.holds(state, change) ? List.of() : List.of(change));
        }
    }
}
