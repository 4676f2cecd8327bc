package dev.mandate.samples.robot;

import java.io.PrintStream;

/** Hears of each step as it happens. */
@FunctionalInterface
public interface Reporter {
    /**
     * A step that was answered.
     *
     * @param step what was done, such as {@code GET /v1/jobs/{jobId}}
     * @param status the HTTP status of the answer
     */
    void step(Workflow workflow, String step, int status);

    /** Prints one line a step. */
    static Reporter printing(PrintStream out) {
        return (workflow, step, status) -> out.printf("%-9s  %-64s %d%n", workflow, step, status);
    }
}
