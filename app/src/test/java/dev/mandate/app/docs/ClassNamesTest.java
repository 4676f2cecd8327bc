package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A simple name means one class, so that a reader who finds it knows which. The control plane and the client are not held yet. */
class ClassNamesTest {
    private static final List<String> MODULES = List.of("engine", "protocol", "gateway", "samples", "app", "bench");
    private static final Set<String> OF_EACH = Set.of("package-info.java", "module-info.java");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("SECURITY.md")) ? here : here.getParent();
    }

    @Test
    void givesEachNameToOneClass() throws IOException {
        List<String> names = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root().resolve(module))) {
                files.filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> !OF_EACH.contains(name))
                        .forEach(names::add);
            }
        }
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(500);
    }
}
