package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Gate;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.Shown;
import dev.mandate.control.decision.DecisionJournal;
import dev.mandate.control.log.Idempotency;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The one way into the user services: the decision inside the command, and the record of what it denied outside. It is asked before
 * anything of the call is parsed as well.
 */
@Component
final class Door implements Gate {
    private final Management management;
    private final DecisionJournal journal;

    Door(Management management, DecisionJournal journal) {
        this.management = management;
        this.journal = journal;
    }

    @Override
    public boolean guards(String path) {
        return path.startsWith("/user-services/");
    }

    @Override
    public void require(Call call, Callers open) {
        Asked asked = Asked.of(call);
        recorded(call, () -> admit(management.of(call.stream()), call, asked));
    }

    ResponseEntity<byte[]> read(Call call, Asked asked, Function<Visitor, Reply> view) {
        return recorded(call, () -> management.openRead(call, state -> view.apply(admit(state, call, asked))));
    }

    /** INVARIANT: the visitor is admitted by the very state that the append is conditional on. */
    <R> ResponseEntity<byte[]> write(Call call, Function<Visitor, Proposal<R>> rule, Shown<R> shown) {
        Asked asked = Asked.of(call);
        return recorded(
                call,
                () -> management.openWrite(
                        call,
                        state -> rule.apply(admit(state, call, asked)),
                        (state, changes) -> requireStill(admit(state, call, asked), changes),
                        shown));
    }

    /** Repeats a stored answer only if the role administrator still sees that user in the channel, and what was given is still held. */
    private static void requireStill(Visitor visitor, List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof BindingChange.UserBound bound) {
                requireHeld(visitor, bound.user(), b -> b.channel().equals(bound.channel()));
            } else if (change instanceof BindingChange.EntityRoleGranted granted) {
                visitor.requireSeen(granted.user());
                requireHeld(
                        visitor,
                        granted.user(),
                        b -> b.roles().contains(granted.role().name()));
            } else if (change instanceof BindingChange.EntityRoleRevoked revoked) {
                visitor.requireSeen(revoked.user());
            }
        }
    }

    private static void requireHeld(Visitor visitor, UserId user, Predicate<Bound> given) {
        if (visitor.bound(user).filter(given).isEmpty()) {
            throw Idempotency.used();
        }
    }

    private static Visitor admit(State state, Call call, Asked asked) {
        Visitor visitor = Entrance.admit(state, call, asked);
        call.requireKnownQuery();
        return visitor;
    }

    private <T> T recorded(Call call, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Denial denial) {
            journal.keep(denial.record(call));
            throw denial.refusal();
        }
    }
}
