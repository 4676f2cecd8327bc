package dev.mandate.control.log;

import dev.mandate.protocol.problem.Problem;

/** A command that is not done, with the answer that says why. Not a fault: it carries no stack trace. */
public final class Refusal extends RuntimeException {
    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refusal of(int status, String code, String title, String detail) {
        return new Refusal(Problem.of(status, code, title, detail));
    }

    public Problem problem() {
        return problem;
    }
}
