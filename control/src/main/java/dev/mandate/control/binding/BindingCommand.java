package dev.mandate.control.binding;

import dev.mandate.control.binding.AdmittedCaller.BoundUser;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * What a caller of the user services may ask of one user's binding to the sales channel of the path. The decision on the path and
 * the right was made at the same state.
 *
 * @param <R> the result
 */
sealed interface BindingCommand<R> {
    /** The user of the path: an id, or {@code me}. */
    String user();

    /**
     * Returns what it changes for an admitted caller.
     *
     * @throws Denial 403 or 404 if the caller may not change this user
     * @throws dev.mandate.control.log.command.Refusal 400, 409 or 412
     */
    ChangeProposal<R> propose(AdmittedCaller caller, IfUnchanged unchanged);

    /** Compares {@code If-Match} with the user's current revision. */
    @FunctionalInterface
    interface IfUnchanged {
        /** @throws dev.mandate.control.log.command.Refusal 412 */
        void require(UserId user);
    }

    /** Binds a user to the channel; does nothing if it is bound there. */
    record BindUser(String user) implements BindingCommand<BindingResult> {
        @Override
        public ChangeProposal<BindingResult> propose(AdmittedCaller caller, IfUnchanged unchanged) {
            UserId id = administered(user, caller, unchanged);
            Optional<CurrentBinding> binding = caller.binding(id);
            if (binding.isEmpty()) {
                return ChangeProposal.of(
                        List.of(new BindingChange.UserBound(id, caller.channel())), new BindingResult(id, true));
            }
            if (!binding.get().channel().equals(caller.channel())) {
                throw Refusal.of(
                        ProblemCode.BOUND_ELSEWHERE,
                        "user `" + id + "` is bound to sales channel `"
                                + binding.get().channel() + "`, and to one at most: unbind it there first");
            }
            return ChangeProposal.nothing(new BindingResult(id, false));
        }
    }

    /** Ends a user's binding to the channel, with its entity roles. */
    record UnbindUser(String user) implements BindingCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(AdmittedCaller caller, IfUnchanged unchanged) {
            UserId id = administered(user, caller, unchanged);
            return caller.binding(id)
                    .filter(b -> b.channel().equals(caller.channel()))
                    .map(b -> ChangeProposal.of(new BindingChange.UserUnbound(id)))
                    .orElseThrow(() -> caller.absent(
                            "user `" + id + "` is not bound to sales channel `" + caller.channel() + "`"));
        }
    }

    /** Gives a bound user an entity role; does nothing if it has the role. */
    record GrantRole(String user, String role) implements BindingCommand<BindingResult> {
        @Override
        public ChangeProposal<BindingResult> propose(AdmittedCaller caller, IfUnchanged unchanged) {
            BoundUser bound = caller.boundToChannel(user);
            unchanged.require(bound.user());
            EntityRole granted = EntityRoleOffers.require(caller.state(), role);
            return bound.holds(role)
                    ? ChangeProposal.nothing(new BindingResult(bound.user(), false))
                    : ChangeProposal.of(
                            List.of(new BindingChange.EntityRoleGranted(bound.user(), granted, null)),
                            new BindingResult(bound.user(), true));
        }
    }

    /** Takes an entity role from a bound user, also one that no API lists any more; does nothing if the user does not have it. */
    record RevokeRole(String user, String role) implements BindingCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(AdmittedCaller caller, IfUnchanged unchanged) {
            BoundUser bound = caller.boundToChannel(user);
            unchanged.require(bound.user());
            if (bound.holds(role)) {
                return ChangeProposal.of(new BindingChange.EntityRoleRevoked(bound.user(), new EntityRole(role)));
            }
            EntityRoleOffers.requireListed(caller.state(), role);
            return ChangeProposal.of();
        }
    }

    private static UserId administered(String user, AdmittedCaller caller, IfUnchanged unchanged) {
        UserId id = caller.user(user);
        caller.requireNotBelow(id);
        unchanged.require(id);
        return id;
    }
}
