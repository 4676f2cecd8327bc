package dev.mandate.control.binding;

import dev.mandate.control.access.Rank;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.Reason;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.Denials;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller that passed steps 1 to 6 of the decision at one state, and the users that it may see there (step 7).
 *
 * @param self the user that the app acts for
 * @param allowed what was decided
 */
record AdmittedCaller(CommandState state, UserId self, Allowed allowed, Instant now) {
    /**
     * What the caller was allowed.
     *
     * @param administers whether as an administrator, who sees every user of the tenant; others see those of their channel
     * @param space that the path names
     */
    record Allowed(Action action, boolean administers, Optional<SpaceId> space) {}

    /** A user with its binding. */
    record BoundUser(UserId user, CurrentBinding binding) {
        boolean holds(String role) {
            return binding.roles().contains(role);
        }
    }

    private Tenancy tenancy() {
        return state.view().tenant().tenancy();
    }

    /** The sales channel that the path names. */
    SpaceId channel() {
        return allowed.space()
                .orElseThrow(() -> new IllegalStateException(
                        "this is a bug: `" + allowed.action().key() + "` names no channel"));
    }

    Optional<CurrentBinding> binding(UserId user) {
        return tenancy().users().get(user).flatMap(found -> CurrentBinding.of(tenancy(), found, now));
    }

    /**
     * The caller with its binding.
     *
     * @throws Denial 404 that says why, unlike all others: what is one's own is no secret
     */
    BoundUser own() {
        return binding(self).map(b -> new BoundUser(self, b)).orElseThrow(() -> {
            Problem problem = Problem.of(
                    ProblemCode.NOT_BOUND,
                    "your user is bound to no sales channel: ask an administrator of the tenant to bind it");
            return hidden(problem, Reason.NO_SUCH_RESOURCE, null);
        });
    }

    /**
     * The user that an administrator's path names.
     *
     * @throws Denial 404 if there is none
     */
    UserId user(String text) {
        return named(text)
                .filter(tenancy().users()::contains)
                .orElseThrow(() -> absent("user `" + Text.shown(text) + "` does not exist"));
    }

    private Optional<UserId> named(String text) {
        if (text.equals(Ids.ME)) {
            return Optional.of(self);
        }
        try {
            return Optional.of(new UserId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what cannot be an id is nobody's
        }
    }

    /**
     * The user that a path names, with its binding to any channel that the caller reaches.
     *
     * @throws Denial 404 if there is no such user, or none that the caller may see
     */
    BoundUser boundUser(String text) {
        if (allowed.administers()) {
            UserId user = user(text);
            return binding(user)
                    .map(b -> new BoundUser(user, b))
                    .orElseThrow(() -> absent("user `" + user + "` is bound to no sales channel"));
        }
        return seen(text, own().binding().channel());
    }

    /**
     * The user that a path names, with its binding to the channel that the path names.
     *
     * @throws Denial 404 if there is no such user, or none that the caller may see
     * @throws Refusal 409 if an administrator names a user that is not bound to the channel
     */
    BoundUser boundToChannel(String text) {
        if (!allowed.administers()) {
            return seen(text, channel());
        }
        UserId user = user(text);
        return binding(user)
                .filter(b -> b.channel().equals(channel()))
                .map(b -> new BoundUser(user, b))
                .orElseThrow(() -> Refusal.of(
                        ProblemCode.USER_NOT_BOUND,
                        "user `" + user + "` is not bound to sales channel `" + channel() + "`: bind it first"));
    }

    /**
     * Refuses a caller who does not see the user in the channel that the path names; administrators see everybody.
     *
     * @throws Denial 404
     */
    void requireSeen(UserId user) {
        if (!allowed.administers()) {
            seen(user.value(), channel());
        }
    }

    private BoundUser seen(String text, SpaceId channel) {
        Optional<UserId> user = named(text);
        Optional<CurrentBinding> binding = user.flatMap(this::binding);
        return binding.filter(b -> b.channel().equals(channel))
                .map(b -> new BoundUser(user.orElseThrow(), b))
                .orElseThrow(() -> binding.map(b -> hidden(Denials.notFound(), Reason.OUTSIDE_SPACES, b.channel()))
                        .orElseGet(() -> hidden(Denials.notFound(), Reason.NO_SUCH_RESOURCE, null)));
    }

    /** 404 for an administrator, from whom nothing of the tenant is hidden. */
    Denial absent(String detail) {
        return hidden(Problem.of(ProblemCode.NOT_FOUND, detail), Reason.NO_SUCH_RESOURCE, null);
    }

    private Denial hidden(Problem problem, Reason reason, @Nullable SpaceId space) {
        Denial.Why why =
                new Denial.Why(7, reason, allowed.action().key().toString(), space == null ? null : space.value());
        return new Denial(problem, why, state.view().position());
    }

    /**
     * Refuses to change what a user above the caller may do.
     *
     * @throws Denial 403
     */
    void requireNotBelow(UserId user) {
        try {
            Rank.requireNotBelow(tenancy(), self, user, now);
        } catch (Refusal above) {
            Denial.Why why = new Denial.Why(
                    6,
                    Reason.ACTION_NOT_PERMITTED,
                    allowed.action().key().toString(),
                    allowed.space().map(SpaceId::value).orElse(null));
            throw new Denial(above.problem(), why, state.view().position());
        }
    }
}
