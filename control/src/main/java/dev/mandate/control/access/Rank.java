package dev.mandate.control.access;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.User;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;

/** The rank of a user in management, lowest first. */
public enum Rank {
    /** Any user role made by hand, or none. */
    ORDINARY,
    ADMINISTRATOR,
    OWNER;

    /** The rank that a user role gives. */
    public static Rank of(RoleId role) {
        if (role.equals(RoleId.OWNER)) {
            return OWNER;
        }
        return role.equals(RoleId.ADMINISTRATOR) ? ADMINISTRATOR : ORDINARY;
    }

    /** The rank of a user now. INVARIANT: a user who is not there has the highest, as nothing says that it is lower. */
    public static Rank of(Tenancy tenancy, UserId user, Instant now) {
        return tenancy.users().get(user).map(found -> of(found, now)).orElse(OWNER);
    }

    /** The rank of a user that was found, now. */
    public static Rank of(Subject subject, Instant now) {
        User.Assigned assigned = subject.assigned();
        return assigned != null && subject.holdsRole(now) ? of(assigned.role()) : ORDINARY;
    }

    private static Rank of(User user, Instant now) {
        return user.role()
                .filter(r -> r.term().holds(now))
                .map(r -> of(r.role()))
                .orElse(ORDINARY);
    }

    /**
     * Refuses that somebody changes the rights of a user above them.
     *
     * @throws Refusal 403 {@code user_above}
     */
    public static void requireNotBelow(Tenancy tenancy, UserId actor, UserId user, Instant now) {
        if (of(tenancy, user, now).compareTo(of(tenancy, actor, now)) > 0) {
            throw above(tenancy, user);
        }
    }

    /** 403: the user ranks above the caller, or is not there and so counts as the highest. */
    static Refusal above(Tenancy tenancy, UserId user) {
        String why = tenancy.users().contains(user)
                ? "ranks above you: ask somebody who ranks as high to do this"
                : "is gone, so nothing says how high it ranked: only an Owner may do this";
        return Refusal.of(ProblemCode.USER_ABOVE, "user `" + user + "` " + why);
    }
}
