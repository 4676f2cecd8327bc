package dev.mandate.engine.user;

import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Term;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Folds the changes of one entry into the users: status, user role, memberships and binding. Mutable, for one thread. */
public final class UserDraft {
    private Users users;
    private final long revision;

    public UserDraft(Users users, long revision) {
        this.users = users;
        this.revision = revision;
    }

    public void take(UserChange change) {
        switch (change) {
            case UserChange.UserAdded c -> users = users.with(c.user(), User.added(c.kind()));
            case UserChange.UserRemoved c -> users = users.without(c.user());
            case UserChange.UserDisabled c -> update(c.user(), u -> u.standing(false, revision));
            case UserChange.UserEnabled c -> update(c.user(), u -> u.standing(true, revision));
            case UserChange.UserRoleAssigned c ->
                update(c.user(), u -> u.with(Optional.of(new User.Assigned(c.role(), Term.of(c.until())))));
            case UserChange.UserRoleUnassigned c -> update(c.user(), u -> u.with(Optional.empty()));
            case UserChange.UserTokensRevoked c -> update(c.user(), u -> u.standing(u.active(), revision));
            case UserChange.SkillsSet c -> {
                // decisions do not read skills
            }
            case UserChange.UserEnablingReserved c -> {
                // only management reads it, from the directory
            }
        }
    }

    public void take(BindingChange change) {
        switch (change) {
            case BindingChange.UserBound c ->
                update(c.user(), u -> u.bound(Optional.of(new User.Binding(c.channel(), Grants.NONE))));
            case BindingChange.UserUnbound c -> update(c.user(), u -> u.bound(Optional.empty()));
            case BindingChange.EntityRoleGranted c -> roles(c.user(), r -> r.with(c.role(), Term.of(c.until())));
            case BindingChange.EntityRoleRevoked c -> roles(c.user(), r -> r.without(c.role()));
        }
    }

    public void take(MembershipChange change) {
        switch (change) {
            case MembershipChange.MemberAdded c ->
                update(c.user(), u -> u.inGroups(u.groups().with(c.group(), Term.of(c.until()))));
            case MembershipChange.MemberRemoved c ->
                update(c.user(), u -> u.inGroups(u.groups().without(c.group())));
        }
    }

    private void roles(UserId user, UnaryOperator<Grants> edit) {
        update(user, u -> u.bound(u.binding().map(b -> new User.Binding(b.channel(), edit.apply(b.roles())))));
    }

    private void update(UserId user, UnaryOperator<User> update) {
        users = users.updated(user, update);
    }

    public Users finished() {
        return users;
    }
}
