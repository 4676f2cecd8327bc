package dev.mandate.control.binding;

import dev.mandate.control.access.Rank;
import dev.mandate.control.access.Standing;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.State;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Missing;
import dev.mandate.engine.Reason;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.protocol.problem.Denials;
import dev.mandate.protocol.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps 3 to 6 of the decision for one call at one state. It stands inside each command, so that a right withdrawn at
 * revision R cannot write R+1. The engine decides by the binding; what an administrator holds beside it is added here.
 */
final class Entrance {
    private final State state;
    private final Call call;
    private final Asked asked;
    private final Power power;

    private Entrance(State state, Call call, Asked asked) {
        this.state = state;
        this.call = call;
        this.asked = asked;
        this.power = Power.of(tenancy(state), call.session(), call.at());
    }

    private static Tenancy tenancy(State state) {
        return state.view().tenant().tenancy();
    }

    /**
     * Lets the call in.
     *
     * @throws Denial 403 or 404
     * @throws dev.mandate.control.log.Refusal 401 if the bearer does not stand any more, 400 if a name in the query cannot be
     *     decoded
     */
    static Visitor admit(State state, Call call, Asked asked) {
        Standing.require(state.view(), call.session(), call.at());
        Decision decision = asked.decided(state.view(), call);
        Visitor.Passage passage = new Entrance(state, call, asked).passage(decision);
        return new Visitor(state, call.actor().user(), passage, call.at());
    }

    private Visitor.Passage passage(Decision decision) {
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
    private Visitor.Passage where(Action action, String named) {
        Optional<SpaceId> channel =
                SpaceId.ifWellFormed(named).filter(tenancy(state).channels()::contains);
        if (power == Power.NONE) {
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
    private Visitor.Passage right(Action action, Optional<SpaceId> space, Optional<List<Missing>> missing) {
        boolean administers = power == Power.ALL || (power == Power.READS && asked.reads());
        boolean held = missing.isEmpty() && !action.demand().administrators();
        if (administers || held) {
            return new Visitor.Passage(action, administers, space);
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
        String scope = asked.reads() ? "read" : "admin";
        return Problem.of(
                        403,
                        "insufficient_scope",
                        "Forbidden",
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
