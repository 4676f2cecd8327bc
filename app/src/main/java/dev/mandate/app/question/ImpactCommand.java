package dev.mandate.app.question;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.TextFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.PlatformOptions;
import dev.mandate.protocol.form.Counted;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code mandate impact}: which decisions flip by changes that are not made yet, or between two revisions. */
@Command(
        name = "impact",
        description = "Lists which decisions flip by changes that are not made yet, or between two revisions.",
        mixinStandardHelpOptions = true)
public final class ImpactCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHOWN = 5;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "CHANGES",
            description =
                    "A file with a list of changes as the log has them (docs/changes.md lists the types), or `-` for"
                            + " the standard input.")
    @Nullable
    String changes;

    @Option(names = "--from", paramLabel = "R", description = "The state before: a revision; now if absent.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "R", description = "The state after, without CHANGES; now if absent.")
    @Nullable
    String to;

    @Option(names = "--tenant", paramLabel = "ID", description = "Another tenant than the caller's own, for operators.")
    @Nullable
    String tenant;

    @Option(names = "--json", description = "Prints each answer as it is, one a line.")
    boolean json;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Map<String, Object> question = question();
        ParameterPath query =
                new ParameterPath("/api/v1/impact").with("tenant", tenant).with("limit", "200");
        try (ManagementClient client = platform.client()) {
            String cursor = null;
            do {
                ParameterPath part = query.with("cursor", cursor);
                JsonNode answer = client.must("POST", part.text(), question).json();
                show(answer, cursor == null, out);
                // the parts that follow are of the same two states
                question.put("from", answer.path("from").asString());
                if (answer.has("to")) {
                    question.put("to", answer.path("to").asString());
                }
                cursor = answer.path("next").asString(null);
            } while (cursor != null);
        }
        return 0;
    }

    private Map<String, Object> question() {
        Map<String, Object> question = new LinkedHashMap<>();
        if (changes != null) {
            question.put("changes", read(changes));
        }
        if (from != null) {
            question.put("from", from);
        }
        if (to != null) {
            question.put("to", to);
        }
        return question;
    }

    private static JsonNode read(String file) {
        TextFile.Limit limit = TextFile.Limit.of("MANDATE_API_LARGEST_BODY", System.getenv());
        String text = file.equals("-") ? TextFile.standardInput(System.in, limit) : TextFile.read(Path.of(file), limit);
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new Failure(
                    "`" + file + "` is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }

    private void show(JsonNode answer, boolean first, PrintWriter out) {
        if (json) {
            out.println(answer);
            return;
        }
        if (first) {
            JsonNode counts = answer.path("counts");
            out.println((answer.path("cut").asBoolean() ? "cut, at least " : "")
                    + Counted.of(counts.path("users").asLong(), "user") + ", "
                    + Counted.of(counts.path("rows").asLong(), "row") + ", "
                    + counts.path("gained").asLong() + " gained, "
                    + counts.path("lost").asLong()
                    + " lost, from revision " + answer.path("from").asString()
                    + (answer.has("to") ? " to " + answer.path("to").asString() : ""));
        }
        answer.path("items").forEach(row -> out.println(line(row)));
    }

    private static String line(JsonNode row) {
        return "  " + row.path("user").asString() + "  " + row.path("action").asString() + right(row)
                + spaces("  gains ", row.path("gained"), row.path("gainedCount").asInt())
                + spaces("  loses ", row.path("lost"), row.path("lostCount").asInt());
    }

    private static String right(JsonNode row) {
        boolean holds = row.path("holds").asBoolean();
        if (row.path("held").asBoolean() == holds) {
            return "";
        }
        return holds ? "  holds it now" : "  holds it no more";
    }

    private static String spaces(String verb, JsonNode spaces, int count) {
        if (spaces.isString()) {
            return verb + "any space; the API checks";
        }
        String first = spaces.valueStream().limit(SHOWN).map(JsonNode::asString).collect(Collectors.joining(", "));
        return count == 0 ? "" : verb + first + (count > SHOWN ? " and " + (count - SHOWN) + " more" : "");
    }
}
