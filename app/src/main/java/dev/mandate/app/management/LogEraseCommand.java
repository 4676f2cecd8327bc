package dev.mandate.app.management;

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
            client.must("DELETE", "/api/v1/log/" + revision + "/note", null);
            Objects.requireNonNull(spec).commandLine().getOut().println("erased: the note of entry " + revision);
            return 0;
        }
    }
}
