package dev.mandate.app.management;

import dev.mandate.app.file.Failure;
import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mandate precedence}: which of two overlapping actions has a request that both match. */
@Command(
        name = "precedence",
        description = "Sets the precedence of an action in place of its document's; `none` gives the document's back.",
        mixinStandardHelpOptions = true)
public final class PrecedenceCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "API", description = "The API's id.")
    String api = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The action, such as 'GET /v1/x/{id}/latest'.")
    String key = "";

    @Parameters(index = "2", paramLabel = "NUMBER|none", description = "The higher goes first.")
    String precedence = "";

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        Map<String, @Nullable Object> form = new HashMap<>();
        form.put(key, number());
        try (ManagementClient client = platform.client()) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            Answer set = client.must("PATCH", "/api/v1/apis/" + Listed.id(api) + "/precedence", form);
            set.json()
                    .path("precedences")
                    .properties()
                    .forEach(one ->
                            out.println(one.getKey() + ": " + one.getValue().asInt()));
            new ImportSummary(out).ordered(set.json());
            set.printRevision(out);
            return 0;
        }
    }

    private @Nullable Integer number() {
        try {
            return precedence.equals("none") ? null : Integer.valueOf(precedence);
        } catch (NumberFormatException e) {
            throw new Failure(
                    "precedence `" + precedence + "` must be a whole number from " + Integer.MIN_VALUE + " to "
                            + Integer.MAX_VALUE + ", or `none`",
                    e);
        }
    }
}
