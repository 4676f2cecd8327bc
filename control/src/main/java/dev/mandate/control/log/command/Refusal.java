package dev.mandate.control.log.command;

import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Map;

/** Refuses a command or a read with a problem for the caller. An expected failure: it carries no stack trace. */
public final class Refusal extends RuntimeException {
    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refusal of(ProblemCode problem, String detail) {
        return new Refusal(Problem.of(problem, detail));
    }

    /** Returns the 400 of a field that is not what it must be. */
    public static Refusal malformed(String field, String message) {
        return malformed(field, message, "`" + field + "` " + message);
    }

    /** Returns the same with another detail. */
    public static Refusal malformed(String field, String message, String detail) {
        return new Refusal(Problem.of(ProblemCode.INVALID_REQUEST, detail)
                .with("errors", List.of(Map.of("field", field, "message", message))));
    }

    public Problem problem() {
        return problem;
    }
}
