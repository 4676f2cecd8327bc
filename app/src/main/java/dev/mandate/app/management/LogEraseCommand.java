package dev.mandate.app.management;

import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mandate log erase}: who did it goes, what was done stays. */
@Command(
        name = "erase",
        description = "Erases the note of an entry of the caller's own log: who did it, why and from where.",
        mixinStandardHelpOptions = true)
final class LogEraseCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "REVISION", description = "Of the entry.")
    long revision;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        try (ManagementClient client = platform.client()) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            Answer erased = client.must("DELETE", "/api/v1/log/" + revision + "/note", null);
            out.println("erased: the note of entry " + revision);
            erased.printRevision(out);
            return 0;
        }
    }
}
