package dev.mandate.app.management;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate log list}: a line for each entry. */
@Command(name = "list", description = "Shows what was done, to what and by whom.", mixinStandardHelpOptions = true)
final class LogListCommand implements Callable<Integer> {
    private static final Set<String> NOT_SHOWN = Set.of("type", "v");
    private static final Set<String> NUMBERS_OF_ACTIONS = Set.of("action", "actions", "from", "to");
    private static final int SHOWN = 5;
    private static final int WIDEST = 80;

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

    static String line(JsonNode entry) {
        JsonNode changes = entry.path("changes");
        String shown = changes.valueStream()
                        .limit(SHOWN)
                        .map(change -> change(change, entry.path("actions")))
                        .collect(Collectors.joining(", "))
                + (changes.size() > SHOWN ? " and " + (changes.size() - SHOWN) + " more" : "");
        String actor = entry.path("actor")
                .asString("(" + entry.path("note").asString("").toLowerCase(Locale.ROOT) + ")");
        String reason = entry.path("reason").asString("");
        return entry.path("revision").asLong() + "  " + entry.path("at").asString() + "  " + actor + "  " + shown
                + (reason.isEmpty() ? "" : "  (" + reason + ")");
    }

    /** The type and what it is about, such as `PermissionSet role=vendor action=GET /v1/orders permission=ACCESS`. */
    private static String change(JsonNode change, JsonNode actions) {
        return change.path("type").asString("?")
                + change.propertyStream()
                        .filter(member -> !NOT_SHOWN.contains(member.getKey()))
                        .map(member -> " " + member.getKey() + "=" + shortened(text(member, actions)))
                        .collect(Collectors.joining());
    }

    private static String text(Map.Entry<String, JsonNode> member, JsonNode actions) {
        JsonNode value = member.getValue();
        boolean named = NUMBERS_OF_ACTIONS.contains(member.getKey());
        if (named && value.isArray()) {
            return value.valueStream().map(each -> name(each, actions)).collect(Collectors.joining(", ", "[", "]"));
        }
        return named && value.isNumber()
                ? name(value, actions)
                : value.isString() ? value.asString() : value.toString();
    }

    /** The action's key; its number if it is none that the catalogue has. */
    private static String name(JsonNode action, JsonNode actions) {
        return actions.path(action.toString()).asString(action.toString());
    }

    private static String shortened(String text) {
        return text.length() > WIDEST ? text.substring(0, WIDEST) + "..." : text;
    }
}
