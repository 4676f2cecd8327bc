package dev.mandate.app.management;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.TextFile;
import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate import}: an OpenAPI document becomes an API with its actions. */
@Command(name = "import", description = "Imports an OpenAPI document.", mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    private static final int WOULD_RETIRE = 3;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "DOCUMENT", description = "An OpenAPI 3.0 or 3.1 document, JSON or YAML.")
    Path document = Path.of("");

    @Option(names = "--id", required = true, description = "The API's id.")
    String id = "";

    @Option(names = "--kind", description = "How it is governed: switch or entity. Required the first time.")
    @Nullable
    String kind;

    @Option(
            names = "--upstream",
            description = "Where the gateway forwards to, such as http://127.0.0.1:9000. Required the first time.")
    @Nullable
    String upstream;

    @ArgGroup
    @Nullable
    BasePath basePath;

    @Option(names = "--plan", description = "Prints what the import would do, and writes nothing.")
    boolean plan;

    @Option(names = "--allow-retire", description = "Lets actions go out of force and roles grant less.")
    boolean allowRetire;

    @Option(
            names = "--activate",
            description =
                    "Activates all pending actions of the API, except those with a proposed move and those that are pending again, of this import or an earlier one.")
    boolean activate;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    /** Where the base path comes from; as before without either. */
    static final class BasePath {
        @Option(names = "--base-path", description = "In place of the document's, from now on.")
        @Nullable
        String path;

        @Option(names = "--document-base-path", description = "The document's, from now on.")
        boolean ofDocument;
    }

    @Override
    public Integer call() {
        try (ManagementClient client = platform.client()) {
            Answer answer = client.call("POST", "/api/v1/apis" + (plan ? "?plan=true" : ""), form());
            ImportSummary summary = new ImportSummary(out());
            if (answer.status() == 409
                    && answer.json().path("code").asString("").equals("import_would_retire")) {
                summary.refused(answer.json());
                return WOULD_RETIRE;
            }
            JsonNode imported = ManagementClient.must(answer).json();
            summary.print(imported);
            if (!plan) {
                (activate ? activate(client, answer) : answer).printRevision(out());
            }
            return 0;
        }
    }

    private Map<String, @Nullable Object> form() {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", Listed.id(id));
        form.put(
                "document",
                TextFile.read(document, TextFile.Limit.of("MANDATE_API_LARGEST_DOCUMENT", System.getenv())));
        form.put("allowRetire", allowRetire);
        if (kind != null) {
            form.put("kind", kind);
        }
        if (upstream != null) {
            form.put("upstream", upstream);
        }
        if (basePath != null) {
            form.put("basePath", basePath.ofDocument ? null : basePath.path);
        }
        return form;
    }

    /** Activates what is pending; returns the last answer. */
    private Answer activate(ManagementClient client, Answer answer) {
        JsonNode imported = answer.json();
        Set<String> keys = new LinkedHashSet<>();
        imported.path("pending").forEach(key -> keys.add(key.asString()));
        imported.path("moves").forEach(move -> keys.remove(move.path("to").asString()));
        imported.path("pendingAgain").forEach(key -> keys.remove(key.asString()));
        if (imported.path("moveCount").asInt() > imported.path("moves").size()) {
            throw new Failure(
                    "nothing is activated: too many moves are proposed; `mandate activate` takes actions by name");
        }
        // INVARIANT: at the state that was answered: an import in between may have made one of the keys pending again
        Answer last = ManagementClient.must(client.callAt(
                answer.etag(), "POST", "/api/v1/apis/" + id + "/actions/activate", Map.of("actions", keys)));
        new ImportSummary(out()).activated(last.json());
        imported.path("moves")
                .forEach(move -> out().println("not activated, as it may have moved: "
                        + move.path("to").asString()));
        imported.path("pendingAgain")
                .forEach(key -> out().println("not activated, as it is pending again: " + key.asString()));
        return last;
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }
}
