package dev.mandate.app.management;

import dev.mandate.app.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate import}: an OpenAPI document becomes an API with its actions. */
@Command(name = "import", description = "Imports an OpenAPI document.", mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "DOCUMENT", description = "An OpenAPI 3.0 or 3.1 document, JSON or YAML.")
    Path document = Path.of("");

    @Option(names = "--id", required = true, description = "The API's id.")
    String id = "";

    @Option(names = "--kind", required = true, description = "How it is governed: switch or entity.")
    String kind = "";

    @Option(
            names = "--upstream",
            required = true,
            description = "Where the gateway forwards to, such as http://127.0.0.1:9000.")
    String upstream = "";

    @Option(names = "--base-path", description = "In place of the document's.")
    @Nullable
    String basePath;

    @Option(names = "--activate", description = "Puts every new action in force at once.")
    boolean activate;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        try (ManagementClient client = platform.client()) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("id", id);
            form.put("kind", kind);
            form.put("upstream", upstream);
            if (basePath != null) {
                form.put("basePath", basePath);
            }
            form.put("document", text());
            JsonNode imported = client.must("POST", "/api/v1/apis", form).json();
            imported.path("warnings")
                    .forEach(w -> out().println("warning: " + w.path("field").asString() + " "
                            + w.path("message").asString()));
            imported.path("pending").forEach(key -> out().println("pending: " + key.asString()));
            if (activate) {
                client.must("POST", "/api/v1/apis/" + id + "/actions/activate", Map.of("actions", "all"));
                out().println("activated: all");
            }
            return 0;
        }
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    private String text() {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new Failure("cannot read `" + document + "`: " + e.getMessage(), e);
        }
    }
}
