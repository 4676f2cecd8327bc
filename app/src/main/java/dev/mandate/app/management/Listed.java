package dev.mandate.app.management;

import dev.mandate.app.file.Failure;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Lists of the management API, read page by page. */
public final class Listed {
    private Listed() {}

    /** Passes on each item of a list that takes no parameters but {@code limit} and {@code cursor}. */
    public static void each(ManagementClient client, String path, Consumer<JsonNode> taker) {
        String next = "";
        while (next != null) {
            String cursor = next.isEmpty() ? "" : "&cursor=" + next;
            JsonNode page =
                    client.must("GET", path + "?limit=200" + cursor, null).json();
            page.path("items").forEach(taker);
            next = page.path("next").asString(null);
        }
    }

    /** The id as a segment of a path. */
    static String id(String given) {
        if (!given.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new Failure("`" + given + "` is not an id: an id has 1 to 64 letters, digits, `-` and `_`");
        }
        return given;
    }
}
