package dev.mandate.app.question;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate where}: a line for each space where an app or a user may do an action. */
@Command(
        name = "where",
        description = "Lists the spaces where an app or a user may do an action, with the reason of each.",
        mixinStandardHelpOptions = true)
public final class WhereCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "ACTION", description = "As `METHOD /template`.")
    String action = "";

    @CommandLine.Mixin
    PartyOptions party = new PartyOptions();

    @CommandLine.Mixin
    QuestionOptions options = new QuestionOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ParameterPath query = party.added(options.query("/api/v1/where")).with("action", action);
        options.askAll(
                query,
                out,
                answer -> answer.path("items")
                        .forEach(row -> out.println(
                                "  " + space(row) + ": " + row.path("reason").asString())));
        return 0;
    }

    private static String space(JsonNode row) {
        return row.has("space") ? row.path("space").asString() : Facts.anySpace(row);
    }
}
