package dev.mandate.samples.robot;

import java.io.PrintStream;

/** Receives each step as it happens. */
@FunctionalInterface
public interface Reporter {
    /**
     * Reports an answered step.
     *
     * @param step the called action or request, such as {@code GET /v1/jobs/{jobId}}
     * @param status the HTTP status of the answer
     */
    void step(Workflow workflow, String step, int status);

    /** Returns a reporter that prints one line a step. */
    static Reporter printing(PrintStream out) {
        return (workflow, step, status) -> out.printf("%-9s  %-64s %d%n", workflow, step, status);
    }
}
