package dev.mandate.app.management;

import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mandate log erase}: who did it goes, what was done stays. */
@Command(
        name = "erase",
        description = "Erases the note of an entry: who did it, why and from where.",
        mixinStandardHelpOptions = true)
final class LogEraseCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "REVISION", description = "Of the entry.")
    long revision;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "In that tenant's log, where operators erase the notes of operators.")
    @Nullable
    String tenant;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        try (ManagementClient client = platform.client()) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            String query = tenant == null ? "" : "?tenant=" + Listed.id(tenant);
            Answer erased = client.must("DELETE", "/api/v1/log/" + revision + "/note" + query, null);
            out.println("erased: the note of entry " + revision);
            erased.printRevision(out);
            return 0;
        }
    }
}
