package dev.mandate.control.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages of others, cut down to one line. */
final class Lines {
    private Lines() {}

    static String first(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }

    /** Why a file could not be had: messages of the file system's failures are often the bare path. */
    static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> first(e.getMessage());
        };
    }

    /** The last line of the server that says what was wrong. */
    static Optional<String> failure(List<String> log) {
        return last(log, "FATAL:", "PANIC:", "ERROR:");
    }

    /** The last line that says what was wrong, whoever says it, or the last one. */
    static String reason(List<String> log) {
        return failure(log).or(() -> last(log, "could not")).orElse(log.isEmpty() ? "it said nothing" : log.getLast());
    }

    private static Optional<String> last(List<String> log, String... words) {
        return log.stream()
                .filter(line -> Stream.of(words).anyMatch(line::contains))
                .reduce((earlier, later) -> later);
    }
}
