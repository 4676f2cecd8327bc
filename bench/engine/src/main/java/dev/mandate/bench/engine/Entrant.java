package dev.mandate.bench.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A subject as the harness knows it: where its class path is.
 *
 * @param module the folder below {@code bench} that its classes are in
 * @param largest the most users that it is tried with
 */
record Entrant(String subject, String module, int largest) {
    static final Entrant MANDATE = new Entrant("mandate", "engine", 10_000_000);

    static final List<Entrant> ALL = List.of(
            MANDATE,
            new Entrant("mandate-request", "engine", 10_000_000),
            new Entrant("jcasbin", "peers", 1_000_000),
            new Entrant("jcasbin-cached", "peers", 1_000_000),
            new Entrant("cedar", "peers", 1_000_000),
            new Entrant("sapl", "sapl", 1_000_000),
            new Entrant("spring-security", "peers", 1_000_000));

    /** The class path of a process that loads this subject alone. */
    String classPath(Path root) throws IOException {
        Path target = root.resolve("bench").resolve(module).resolve("target");
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            return Stream.concat(Stream.of(target.resolve("mandate-bench-" + module + ".jar")), jars.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** One collector and one heap size for all, so that what does not fit is the engine's own doing. */
    static List<String> flags(int users) {
        return List.of(
                "-XX:+UseSerialGC",
                // most of what is measured is waiting for memory, for every engine: fewer pages are to be looked up
                "-XX:+UseTransparentHugePages",
                "-Xmx" + heap(users),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dslf4j.internal.verbosity=ERROR");
    }

    /** The heap that is given for a number of users. */
    static String heap(int users) {
        return users > 1_000_000 ? "14g" : "6g";
    }
}
