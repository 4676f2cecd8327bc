package dev.mandate.control.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of others, cut down to one line. */
final class Lines {
    private Lines() {}

    static String first(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }

    /** The last line that says what was wrong, or the last one. */
    static String reason(List<String> log) {
        return log.stream()
                .filter(l -> l.contains("FATAL:") || l.contains("ERROR:") || l.contains("could not"))
                .reduce((earlier, later) -> later)
                .orElse(log.isEmpty() ? "it said nothing" : log.getLast());
    }
}
