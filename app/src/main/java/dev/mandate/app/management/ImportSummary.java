package dev.mandate.app.management;

import dev.mandate.protocol.form.Counted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An import's answer for people: a line for each thing that changes. */
record ImportSummary(PrintWriter out) {
    /** What an import did, or would do. */
    void print(JsonNode imported) {
        warnings(imported);
        if (imported.has("proposedRoles")) {
            out.println("nobody can hold an action: list roles in the document, such as");
            out.println("x-mandate: " + imported.path("proposedRoles"));
        }
        if (!imported.path("changed").asBoolean()) {
            out.println("nothing to change");
        }
        settings(imported);
        each(imported, "added", key -> "new: " + key.asString());
        each(imported, "revived", key -> "back, at None: " + key.asString());
        each(imported, "retired", key -> "retired: " + key.asString());
        each(imported, "pendingAgain", key -> "pending again: " + key.asString());
        concerned(imported);
        each(imported, "pending", key -> "pending: " + key.asString());
        int spaceless = imported.path("spacelessCount").asInt();
        if (spaceless > 0) {
            out.println(spaceless + " of " + imported.path("actionCount").asInt()
                    + " actions name no space: the API must check which ones the caller may see");
        }
        if (imported.path("planned").asBoolean()) {
            out.println("this is a plan: nothing was written");
        }
    }

    /** Why an import was refused. */
    void refused(JsonNode problem) {
        out.println("refused: " + text(problem, "detail"));
        warnings(problem);
        settings(problem);
        concerned(problem);
    }

    /** What came into force, and what of it somebody holds already. */
    void activated(JsonNode answer) {
        each(
                answer,
                "held",
                h -> "held at once" + (h.path("anySpace").asBoolean() ? ", in any space" : "") + ": "
                        + text(h, "action") + counts(h));
        cut(answer);
        out.println("activated: " + answer.path("activated").asInt());
    }

    private void cut(JsonNode answer) {
        if (answer.path("cut").asBoolean()) {
            out.println(
                    "not all tenants were asked, so more may be concerned: raise `MANDATE_API_MOST_SURVEYED` to count all");
        }
    }

    /** What a precedence changes. */
    void ordered(JsonNode set) {
        warnings(set);
        rerouted(set);
        cut(set);
    }

    private void warnings(JsonNode answer) {
        each(answer, "warnings", w -> "warning: " + (text(w, "field") + " " + text(w, "message")).strip());
    }

    private void settings(JsonNode answer) {
        each(
                answer,
                "settings",
                s -> text(s, "setting") + ": " + quoted(s.path("before")) + " -> " + quoted(s.path("after")));
    }

    private static String quoted(JsonNode value) {
        return value.asString("").isEmpty() ? "none" : "`" + value.asString() + "`";
    }

    private void rerouted(JsonNode answer) {
        each(
                answer,
                "rerouted",
                r -> "rerouted: requests of " + text(r, "from") + " to " + text(r, "to") + " of api " + text(r, "api")
                        + " (" + Counted.of(r.path("users").asInt(), "user") + " of "
                        + Counted.of(r.path("tenants").asInt(), "tenant")
                        + " can make them and could not before)");
    }

    private void concerned(JsonNode answer) {
        each(answer, "losing", l -> "out of force: " + text(l, "action") + counts(l));
        each(answer, "narrowedRoles", role -> "grants less: " + role.asString());
        each(
                answer,
                "moves",
                m -> "moved? " + text(m, "from") + " to " + text(m, "to") + counts(m) + "; confirm with --move \""
                        + text(m, "from") + "=" + text(m, "to")
                        + "\", or decline by activating the new action without it");
        rerouted(answer);
        cut(answer);
        each(
                answer.path("touched"),
                "first",
                t -> "touched: tenant " + text(t, "tenant") + ", roles " + roles(t) + ", "
                        + Counted.of(t.path("userCount").asInt(), "user"));
        each(
                answer,
                "connectors",
                c -> "connector " + text(c, "connector") + ", module " + text(c, "module")
                        + ": names no action any more: " + text(c, "line"));
    }

    private static String roles(JsonNode tenant) {
        List<String> roles = new ArrayList<>();
        tenant.path("roles").forEach(role -> roles.add(role.asString()));
        int more = tenant.path("roleCount").asInt() - roles.size();
        return roles.stream().collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String counts(JsonNode of) {
        return " (" + Counted.of(of.path("tenants").asInt(), "tenant") + ", "
                + Counted.of(of.path("roles").asInt(), "role") + ", "
                + Counted.of(of.path("users").asInt(), "user") + ")";
    }

    /** Makes a line of an item. */
    @FunctionalInterface
    private interface Line {
        String of(JsonNode item);
    }

    private void each(JsonNode answer, String list, Line line) {
        answer.path(list).forEach(item -> out.println(line.of(item)));
    }

    private static String text(JsonNode of, String member) {
        return of.path(member).asString("");
    }
}
