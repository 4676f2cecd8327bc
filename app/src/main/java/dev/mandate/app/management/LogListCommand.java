package dev.mandate.app.management;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate log list}: a line for each entry. */
@Command(name = "list", description = "Shows what was done, by whom.", mixinStandardHelpOptions = true)
final class LogListCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--tenant", paramLabel = "ID", description = "Another log than the caller's own.")
    @Nullable
    String tenant;

    @Option(names = "--limit", description = "At most so many entries, 1 to 200.", defaultValue = "50")
    int limit = 50;

    @Option(names = "--oldest", description = "From the first entry on, not from the last one back.")
    boolean oldest;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        String query = "?limit=" + limit + "&order=" + (oldest ? "oldest" : "newest")
                + (tenant == null ? "" : "&tenant=" + tenant);
        try (ManagementClient client = platform.client()) {
            client.must("GET", "/api/v1/log" + query, null)
                    .json()
                    .path("items")
                    .forEach(entry ->
                            Objects.requireNonNull(spec).commandLine().getOut().println(line(entry)));
            return 0;
        }
    }

    private static String line(JsonNode entry) {
        String changes = StreamSupport.stream(entry.path("changes").spliterator(), false)
                .map(change -> change.path("type").asString("?"))
                .collect(Collectors.joining(", "));
        String actor = entry.path("actor")
                .asString("(" + entry.path("note").asString("").toLowerCase(Locale.ROOT) + ")");
        String reason = entry.path("reason").asString("");
        return entry.path("revision").asLong() + "  " + entry.path("at").asString() + "  " + actor + "  " + changes
                + (reason.isEmpty() ? "" : "  (" + reason + ")");
    }
}
