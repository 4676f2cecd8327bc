package dev.mandate.app.question;

import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A fact on one line, with the entry that made it so. */
final class Facts {
    /** Said of an action that names no space. */
    static final String ANY = "any";

    private static final int SHOWN = 5;

    private Facts() {}

    /** Where an action may be done that names no space, with what the API receives about the caller. */
    static String anySpace(JsonNode row) {
        JsonNode told = row.path("told");
        String reached = told.isString()
                ? "all"
                : told.valueStream().limit(SHOWN).map(JsonNode::asString).collect(Collectors.joining(", "));
        return "any space; the API checks, and is told "
                + (reached.isEmpty() ? "none" : reached + (told.size() > SHOWN ? ", ..." : ""));
    }

    static String line(JsonNode link) {
        String text = link.path("link").asString() + ": " + link.path("text").asString();
        String note = link.path("note").asString("");
        if (note.isEmpty()) {
            return text;
        }
        if (!link.has("revision")) {
            return text + "  [no entry found]";
        }
        String log = link.has("log") ? link.path("log").asString() + " " : "";
        String actor = link.path("actor").asString(note.toLowerCase(Locale.ROOT).replace('_', ' '));
        return text + "  [" + log + "revision " + link.path("revision").asLong() + ", "
                + link.path("at").asString() + ", " + actor + "]";
    }
}
