package dev.mandate.app.question;

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
import tools.jackson.databind.JsonNode;

/** {@code mandate who-can}: a line for each user who may do an action. */
@Command(
        name = "who-can",
        description = "Lists the users who may do an action, with the reason of each.",
        mixinStandardHelpOptions = true)
public final class WhoCanCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "ACTION", description = "As `METHOD /template`.")
    String action = "";

    @Option(names = "--space", paramLabel = "ID", description = "There alone.")
    @Nullable
    String space;

    @CommandLine.Mixin
    QuestionOptions options = new QuestionOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ParameterPath query =
                options.query("/api/v1/who-can").with("action", action).with("space", space);
        options.askAll(query, out, answer -> show(answer, out));
        return 0;
    }

    private static void show(JsonNode answer, PrintWriter out) {
        if (answer.has("spaces")) {
            out.println("in any space: the action names none, so the API checks");
        }
        answer.path("items")
                .forEach(row -> out.println("  " + row.path("user").asString() + ": "
                        + row.path("reason").asString()));
    }
}
