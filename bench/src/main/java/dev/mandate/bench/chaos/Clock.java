package dev.mandate.bench.chaos;

import dev.mandate.bench.process.Broken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** A wall clock that other processes see, moved while they run; their monotonic clock stays true. */
final class Clock {
    private final Path library;
    private final Path offset;

    private Clock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    static Clock in(Path folder) throws IOException {
        try (Stream<Path> found =
                Files.find(Path.of("/usr/lib"), 3, (f, a) -> f.endsWith("faketime/libfaketimeMT.so.1"))) {
            Path library = found.findFirst()
                    .orElseThrow(() -> new Broken("libfaketime is missing: install the package `faketime`"));
            Clock clock = new Clock(library, folder.resolve("clock"));
            clock.set(0);
            return clock;
        }
    }

    /** Moved as a whole, so that nobody reads half of it. */
    void set(int seconds) throws IOException {
        Path next = offset.resolveSibling("clock.next");
        Files.writeString(next, "+" + seconds + "\n");
        Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a process is started with to see this clock; its children see it too. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // with its remedy for other C libraries every wait of a JVM ends at once
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }
}
