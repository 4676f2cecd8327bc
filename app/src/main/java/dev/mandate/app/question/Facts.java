package dev.mandate.app.question;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A fact on one line, with the entry that made it so. */
final class Facts {
    private Facts() {}

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
