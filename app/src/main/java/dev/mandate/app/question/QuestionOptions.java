package dev.mandate.app.question;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.PlatformOptions;
import dev.mandate.protocol.form.Counted;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Of whom, of when, and how it is shown: what every question has. */
final class QuestionOptions {
    private static final String MOST = "200";

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Option(names = "--tenant", paramLabel = "ID", description = "Another tenant than the caller's own, for operators.")
    @Nullable
    String tenant;

    @Option(names = "--revision", paramLabel = "R", description = "As it was after that entry of the tenant's log.")
    @Nullable
    String revision;

    @Option(names = "--at", paramLabel = "TIME", description = "As it was then, such as 2026-11-24T09:00:00Z.")
    @Nullable
    String at;

    @Option(names = "--json", description = "Prints each answer as it is, one a line.")
    boolean json;

    /** The question at that path. */
    ParameterPath query(String path) {
        return new ParameterPath(path)
                .with("tenant", tenant)
                .with("revision", revision)
                .with("at", at);
    }

    /** Asks once. */
    void ask(ParameterPath query, PrintWriter out, Consumer<JsonNode> shown) {
        try (ManagementClient client = platform.client()) {
            JsonNode answer = client.must("GET", query.text(), null).json();
            show(answer, out, shown);
        }
    }

    /** Asks for one part after another until the last. */
    void askAll(ParameterPath query, PrintWriter out, Consumer<JsonNode> shown) {
        try (ManagementClient client = platform.client()) {
            String cursor = null;
            do {
                ParameterPath part = query.with("limit", MOST).with("cursor", cursor);
                JsonNode answer = client.must("GET", part.text(), null).json();
                if (cursor == null && !json) {
                    head(answer, out);
                }
                show(answer, out, shown);
                cursor = answer.path("next").asString(null);
            } while (cursor != null);
        }
    }

    void show(JsonNode answer, PrintWriter out, Consumer<JsonNode> shown) {
        if (json) {
            out.println(answer);
        } else {
            shown.accept(answer);
        }
    }

    private static void head(JsonNode answer, PrintWriter out) {
        answer.path("faults").forEach(fault -> out.println("worth nothing now: " + Facts.line(fault)));
        String folded = answer.path("foldedBy").asString("");
        out.println(Counted.of(answer.path("count").asLong(), "row") + " at revision "
                + answer.path("revision").asString() + (folded.isEmpty() ? "" : ", folded by " + folded));
    }
}
