package dev.mandate.control.binding;

import dev.mandate.control.access.Rank;
import dev.mandate.control.access.StandingCheck;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Missing;
import dev.mandate.engine.Reason;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.Denials;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps 3 to 6 of the decision for one call at one state. Every command asks it, so that a right withdrawn at
 * revision R cannot write R+1. The engine decides by the binding; the rights of administrators are added here.
 */
final class UserServiceDecision {
    private final CommandState state;
    private final Call call;
    private final UserServiceRequest request;
    private final AdministratorAccess access;

    private UserServiceDecision(CommandState state, Call call, UserServiceRequest request) {
        this.state = state;
        this.call = call;
        this.request = request;
        this.access = AdministratorAccess.of(tenancy(state), call.session(), call.at());
    }

    private static Tenancy tenancy(CommandState state) {
        return state.view().tenant().tenancy();
    }

    /**
     * Admits the call.
     *
     * @throws Denial 403 or 404
     * @throws dev.mandate.control.log.command.Refusal 401 if the token is not valid any more, 400 if a name in the query cannot be
     *     decoded
     */
    static AdmittedCaller admit(CommandState state, Call call, UserServiceRequest request) {
        StandingCheck.require(state.view(), call.session(), call.at());
        Decision decision = request.decided(state.view(), call);
        AdmittedCaller.Allowed allowed = new UserServiceDecision(state, call, request).allowed(decision);
        return new AdmittedCaller(state, call.actor().user(), allowed, call.at());
    }

    private AdmittedCaller.Allowed allowed(Decision decision) {
        return switch (decision) {
            case Decision.UnknownPath u -> throw unknownPath();
            case Decision.OtherMethod o -> throw unknownPath();
            case Decision.UnclearSpace(var reason, var action, var parameter) ->
                throw Refusals.malformed(parameter.name(), "must name one sales channel");
            case Decision.HiddenSpace(var action, var parameter, var named) -> where(action, named);
            case Decision.Forbidden(var action, var space, var missing) -> right(action, space, Optional.of(missing));
            case Decision.Allow(var api, var action, var space) -> right(action, space, Optional.empty());
            case Decision.Unauthenticated u -> throw bug(u);
            case Decision.Undecided u -> throw bug(u);
        };
    }

    private static IllegalStateException bug(Decision.Refusal refusal) {
        return new IllegalStateException("this is a bug: steps 4 to 6 ended with " + refusal.reason());
    }

    /** Step 5, where the binding does not lead: administrators reach every sales channel that there is. */
    private AdmittedCaller.Allowed where(Action action, String named) {
        Optional<SpaceId> channel =
                SpaceId.ifWellFormed(named).filter(tenancy(state).channels()::contains);
        if (access == AdministratorAccess.NONE) {
            throw denial(Denials.notFound(), new Denial.Why(5, Reason.SPACE_NOT_REACHED, key(action), named));
        }
        if (channel.isEmpty()) {
            Problem unknown = Refusals.unknown("sales channel", named).problem();
            throw denial(unknown, new Denial.Why(5, Reason.SPACE_NOT_REACHED, key(action), named));
        }
        return right(action, channel, Optional.of(List.of(lacking(action))));
    }

    /**
     * Step 6: by the binding, or as an administrator.
     *
     * @param missing what the engine finds lacking; empty if nothing
     */
    private AdmittedCaller.Allowed right(Action action, Optional<SpaceId> space, Optional<List<Missing>> missing) {
        boolean administers =
                access == AdministratorAccess.WRITE || (access == AdministratorAccess.READ && request.reads());
        boolean held = missing.isEmpty() && !action.demand().administrators();
        if (administers || held) {
            return new AdmittedCaller.Allowed(action, administers, space);
        }
        List<Missing> lacking = missing.orElseGet(() -> List.of(lacking(action)));
        String named = space.map(SpaceId::value).orElse(null);
        throw denial(forbidden(lacking), new Denial.Why(6, Reason.ACTION_NOT_PERMITTED, key(action), named));
    }

    private static Missing lacking(Action action) {
        return new Missing(action.key(), false, List.of());
    }

    private Problem forbidden(List<Missing> missing) {
        boolean administrator = Rank.of(tenancy(state), call.actor().user(), call.at()) != Rank.ORDINARY;
        if (!administrator) {
            return Denials.notPermitted(missing);
        }
        String scope = request.reads() ? "read" : "admin";
        return Problem.of(
                        ProblemCode.INSUFFICIENT_SCOPE,
                        "the token lacks the scope `" + scope + "`: ask for it when you request one")
                .with(
                        "missing",
                        missing.stream()
                                .map(one -> Map.of("action", one.action().toString()))
                                .toList());
    }

    private Denial unknownPath() {
        return denial(Denials.notFound(), new Denial.Why(4, Reason.PATH_UNKNOWN, null, null));
    }

    private Denial denial(Problem problem, Denial.Why why) {
        return new Denial(problem, why, state.view().position());
    }

    private static @Nullable String key(Action action) {
        return action.key().toString();
    }
}
