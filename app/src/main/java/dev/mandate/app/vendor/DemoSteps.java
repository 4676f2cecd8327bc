package dev.mandate.app.vendor;

import dev.mandate.app.file.Failure;
import dev.mandate.app.management.ManagementClient;
import java.io.PrintWriter;

/** Tells each step of a story with the status that it was answered, and counts them. */
public final class DemoSteps {
    private final PrintWriter out;
    private int count;

    public DemoSteps(PrintWriter out) {
        this.out = out;
    }

    /** Steps that nobody hears of. */
    public static DemoSteps silent() {
        return new DemoSteps(new PrintWriter(PrintWriter.nullWriter()));
    }

    /** A chapter begins. */
    public void chapter(String title) {
        out.println();
        out.println(title);
        out.flush();
    }

    /** A management call that was answered. */
    public void done(String what, ManagementClient.Answer answer) {
        done(what, answer.status());
    }

    /** Anything that was answered with a status. */
    public void done(String what, int status) {
        count++;
        out.printf("  %3d  %s%n", status, what);
        out.flush();
    }

    /**
     * Anything that must be as the story says.
     *
     * @throws Failure if it is not
     */
    public void check(String what, boolean so) {
        if (!so) {
            throw new Failure("the story does not hold: " + what);
        }
        count++;
        out.printf("   ok  %s%n", what);
        out.flush();
    }

    /** How many steps were told. */
    public int count() {
        return count;
    }
}
