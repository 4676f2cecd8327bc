package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Gate;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.Shown;
import dev.mandate.control.decision.DecisionJournal;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.gateway.ControlPath;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The only way to the user services. It decides on each call inside the command, at the state that is written on, and records
 * what was denied. It is asked before anything of the body is parsed as well.
 */
@Component
final class UserServices implements Gate {
    private final Management management;
    private final DecisionJournal journal;

    UserServices(Management management, DecisionJournal journal) {
        this.management = management;
        this.journal = journal;
    }

    @Override
    public boolean guards(String path) {
        return path.startsWith(ControlPath.USER_SERVICES);
    }

    @Override
    public void require(Call call, Callers open) {
        UserServiceRequest request = UserServiceRequest.of(call);
        recorded(call, () -> admit(management.of(call.stream()), call, request));
    }

    ResponseEntity<byte[]> read(Call call, UserServiceRequest request, Function<AdmittedCaller, Reply> view) {
        return recorded(call, () -> management.openRead(call, state -> view.apply(admit(state, call, request))));
    }

    /** INVARIANT: the caller is admitted by the very state that the append is conditional on. */
    <R> ResponseEntity<byte[]> write(Call call, BindingCommand<R> command, Shown<R> shown) {
        UserServiceRequest request = UserServiceRequest.of(call);
        return recorded(
                call,
                () -> management.openWrite(
                        call,
                        state -> proposed(admit(state, call, request), call, command),
                        (state, changes) -> requireStill(admit(state, call, request), changes),
                        shown));
    }

    private static <R> ChangeProposal<R> proposed(AdmittedCaller caller, Call call, BindingCommand<R> command) {
        return command.propose(
                caller, user -> call.conditions().requireMatch(caller.state(), BindingResult.thing(user)));
    }

    /** Repeats a stored answer only if the role administrator still sees that user in the channel, and what was given is still held. */
    private static void requireStill(AdmittedCaller caller, List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof BindingChange.UserBound made) {
                requireHeld(caller, made.user(), b -> b.channel().equals(made.channel()));
            } else if (change instanceof BindingChange.EntityRoleGranted granted) {
                caller.requireSeen(granted.user());
                requireHeld(
                        caller,
                        granted.user(),
                        b -> b.roles().contains(granted.role().name()));
            } else if (change instanceof BindingChange.EntityRoleRevoked revoked) {
                caller.requireSeen(revoked.user());
            }
        }
    }

    private static void requireHeld(AdmittedCaller caller, UserId user, Predicate<CurrentBinding> given) {
        if (caller.binding(user).filter(given).isEmpty()) {
            throw Idempotency.used();
        }
    }

    private static AdmittedCaller admit(CommandState state, Call call, UserServiceRequest request) {
        AdmittedCaller caller = UserServiceDecision.admit(state, call, request);
        call.requireKnownQuery();
        return caller;
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
