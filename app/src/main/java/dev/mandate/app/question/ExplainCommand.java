package dev.mandate.app.question;

import dev.mandate.app.file.Failure;
import dev.mandate.protocol.form.Counted;
import dev.mandate.protocol.record.DecisionId;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate explain}: why a call is allowed or not, who made it so, and what would change it. */
@Command(
        name = "explain",
        description = "Tells why a call is allowed or not, who made it so, and what would change it.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private static final Set<String> BESIDE_A_DECISION = Set.of("--data", "--as", "--json");

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DECISION",
            description = "The Mandate-Decision of an answer; one that begins with - goes behind --.")
    @Nullable
    String decision;

    @Option(names = "--app", paramLabel = "ID", description = "The app that calls.")
    @Nullable
    String app;

    @Option(names = "--user", paramLabel = "ID", description = "The user that is acted for.")
    @Nullable
    String user;

    @Option(names = "--action", paramLabel = "KEY", description = "As `METHOD /template`.")
    @Nullable
    String action;

    @Option(names = "--space", paramLabel = "ID", description = "The workspace or sales channel.")
    @Nullable
    String space;

    @Option(names = "--request", paramLabel = "LINE", description = "As `METHOD /path?query`, instead of an action.")
    @Nullable
    String request;

    @CommandLine.Mixin
    QuestionOptions options = new QuestionOptions();

    /** Shows the explanation; 0 whether it is allowed or not. */
    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        options.ask(question(), out, answer -> show(answer, out));
        return 0;
    }

    private ParameterPath question() {
        requireOneWay();
        if (decision != null) {
            if (!DecisionId.wellFormed(decision)) {
                throw new Failure("`" + decision + "` is no decision's id");
            }
            requireAlone();
            return new ParameterPath("/api/v1/decisions/" + decision + "/explanation");
        }
        ParameterPath query = options.query("/api/v1/explain").with("app", app).with("user", user);
        if (request == null) {
            return query.with("action", action).with("space", space);
        }
        int cut = request.indexOf(' ');
        if (cut < 1) {
            throw new Failure("`--request` must read `METHOD /path`");
        }
        return query.with("method", request.substring(0, cut)).with("path", request.substring(cut + 1));
    }

    /** A request names its action and its space itself. */
    private void requireOneWay() {
        if (request != null && (action != null || space != null)) {
            String other = action != null ? "--action" : "--space";
            throw new Failure("`" + other + "` does not go with `--request`, which names it already: leave one out");
        }
    }

    /** A recorded decision says all that the options would, and is explained to its own tenant alone. */
    private void requireAlone() {
        Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !BESIDE_A_DECISION.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Failure(
                            "`" + name + "` does not go with a decision's id, which has its caller, request and"
                                    + " revision: leave it out"
                                    + (name.equals("--tenant") ? ", and ask as an app of that tenant (`--as`)" : ""));
                });
    }

    private static void show(JsonNode answer, PrintWriter out) {
        String folded = answer.path("foldedBy").asString("");
        JsonNode recorded = answer.path("recorded");
        out.println(recorded.isMissingNode() ? outcome(answer.path("outcome")) : recorded(recorded));
        out.println("  at revision " + answer.path("revision").asString() + ", "
                + answer.path("at").asString() + (folded.isEmpty() ? "" : ", folded by " + folded));
        if (!recorded.isMissingNode()) {
            recorded.path("cut")
                    .forEach(member -> out.println("  recorded with only the beginning of its " + member.asString()
                            + ": " + recorded.path(member.asString()).asString()));
            out.println("decided again: " + outcome(answer.path("outcome")));
            out.print(comparison(answer.path("agrees")));
        }
        if (answer.has("today")) {
            out.println("today: " + outcome(answer.path("today")));
        }
        answer.path("faults").forEach(fault -> out.println("does not stand: " + Facts.line(fault)));
        answer.path("chain").forEach(link -> out.println("  " + Facts.line(link)));
        answer.path("missing").forEach(lack -> out.println("missing: " + lack(lack)));
        fixes(answer.path("fixes"), out);
        if (answer.path("cut").asBoolean()) {
            out.println("the budget of the question was used up: there may be other fixes");
        }
    }

    /** What the caller was told; denials alone are recorded. */
    private static String recorded(JsonNode recorded) {
        return "denied, " + recorded.path("status").asInt() + " "
                + recorded.path("code").asString() + ", as recorded: "
                + recorded.path("explanation").asString();
    }

    /** Why the new decision may differ from the recorded one; empty if both have the same status. */
    private static String comparison(JsonNode agrees) {
        if (agrees.isMissingNode()) {
            return "  the upstream, or the age of the state, decided then; the new decision is of the state alone%n"
                    .formatted();
        }
        return agrees.asBoolean()
                ? ""
                : "  this differs from the record: the query and the credential of a request are not kept, so the new decision is without them%n"
                        .formatted();
    }

    private static String outcome(JsonNode outcome) {
        String told = outcome.path("allowed").asBoolean()
                ? "allowed"
                : "denied, " + outcome.path("status").asInt() + " "
                        + outcome.path("code").asString();
        return told + ": " + outcome.path("text").asString();
    }

    private static String lack(JsonNode lack) {
        StringBuilder line = new StringBuilder(lack.path("action").asString());
        for (JsonNode need : lack.path("needs")) {
            line.append("; ")
                    .append(need.path("operation").asString())
                    .append(' ')
                    .append(need.path("entity").asString())
                    .append(" by any of ")
                    .append(need.path("anyRole"));
        }
        return line.toString();
    }

    private static void fixes(JsonNode fixes, PrintWriter out) {
        for (int i = 0; i < fixes.size(); i++) {
            JsonNode fix = fixes.path(i);
            out.println("fix " + (i + 1) + ": " + fix.path("text").asString() + "  (opens "
                    + (fix.path("cut").asBoolean() ? "at least " : "")
                    + fix.path("triples").asLong() + ", for "
                    + Counted.of(fix.path("users").asLong(), "user") + ")");
            fix.path("calls")
                    .forEach(call -> out.println("       " + call.path("method").asString() + " "
                            + call.path("path").asString() + (call.has("body") ? " " + call.path("body") : "")));
        }
    }
}
