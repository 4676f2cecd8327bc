package dev.mandate.app.question;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate what-can}: a line for each action that an app or a user may do. */
@Command(
        name = "what-can",
        description = "Lists the actions that an app or a user may do, where, and why.",
        mixinStandardHelpOptions = true)
public final class WhatCanCommand implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Spec
    @Nullable
    CommandSpec spec;

    @CommandLine.Mixin
    PartyOptions party = new PartyOptions();

    @CommandLine.Mixin
    QuestionOptions options = new QuestionOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ParameterPath query = party.added(options.query("/api/v1/what-can"));
        options.askAll(query, out, answer -> answer.path("items").forEach(row -> out.println(line(row))));
        return 0;
    }

    private static String line(JsonNode row) {
        return "  " + row.path("action").asString() + " (" + row.path("api").asString() + ") in " + spaces(row) + ": "
                + row.path("reason").asString();
    }

    private static String spaces(JsonNode row) {
        JsonNode spaces = row.path("spaces");
        if (spaces.asString("").equals(Facts.ANY)) {
            return Facts.anySpace(row);
        }
        int count = row.path("spaceCount").asInt();
        if (spaces.isString()) {
            return "all " + count + " of kind " + row.path("kind").asString();
        }
        String first = spaces.valueStream().limit(SHOWN).map(JsonNode::asString).collect(Collectors.joining(", "));
        return count == 0 ? "no space" : first + (count > SHOWN ? " and " + (count - SHOWN) + " more" : "");
    }
}
