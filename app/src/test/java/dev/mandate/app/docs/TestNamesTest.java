package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A document names a test class by its simple name: each name is one class of the repository, and one that exists. */
class TestNamesTest {
    private static final Path ROOT = root();
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\b");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("SECURITY.md")) ? here : here.getParent();
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> named() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> documents = Files.list(folder)) {
                for (Path document : documents
                        .filter(file -> file.toString().endsWith(".md"))
                        .toList()) {
                    NAMED.matcher(Files.readString(document)).results().forEach(m -> named.add(m.group(1)));
                }
            }
        }
        return named;
    }

    @Test
    void givesEachNameToOneClass() throws IOException {
        assertThat(tests()).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }

    @Test
    void findsEachClassThatADocumentNames() throws IOException {
        assertThat(tests()).containsAll(named());
        assertThat(named()).contains("LimitsTest", "TwinTest");
    }
}
