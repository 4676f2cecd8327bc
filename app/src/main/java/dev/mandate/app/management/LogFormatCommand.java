package dev.mandate.app.management;

import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate log format}: what may be written. */
@Command(
        name = "format",
        description = "Shows the format of the log in force, or raises it once every node runs this release.",
        mixinStandardHelpOptions = true)
final class LogFormatCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/log-format";

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--raise", paramLabel = "FORMAT", description = "It is never lowered.")
    @Nullable
    Integer raise;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        try (ManagementClient client = platform.client()) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            Answer answer =
                    raise == null ? client.must("GET", PATH, null) : client.must("POST", PATH, Map.of("format", raise));
            JsonNode format = answer.json();
            out.println("log format " + format.path("format").asInt() + ", newest "
                    + format.path("newest").asInt());
            if (raise != null) {
                answer.printRevision(out);
            }
            return 0;
        }
    }
}
