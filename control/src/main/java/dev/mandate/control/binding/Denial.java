package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.record.DecisionRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that is denied: the answer to the caller, and the record for those who may ask why. Carries no
 * stack trace, for it is an answer.
 */
final class Denial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Why, as it is recorded.
     *
     * @param step of the decision that answered, 4 to 7
     * @param space that the request named, or of the user that was asked for
     */
    record Why(
            int step,
            Reason reason,
            @Nullable String action,
            @Nullable String space) {}

    private final transient Problem problem;
    private final transient Why why;
    private final transient Position position;

    Denial(Problem problem, Why why, Position position) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.why = why;
        this.position = position;
    }

    /** The answer. */
    Refusal refusal() {
        return new Refusal(problem);
    }

    DecisionRecord record(Call call) {
        UserServiceRequest request = UserServiceRequest.of(call);
        return new DecisionRecord(
                Objects.requireNonNull(
                        call.decision(), "this is a bug: a call of the user services has no decision id"),
                call.at().toEpochMilli(),
                call.stream().value(),
                call.actor().app().value(),
                call.actor().user().value(),
                position.toString(),
                request.request().method(),
                request.request().path().toString(),
                why.action(),
                why.space(),
                why.step(),
                problem.status(),
                problem.code(),
                why.reason().name());
    }
}
