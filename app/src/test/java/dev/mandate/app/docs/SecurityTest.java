package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every risk that {@code SECURITY.md} lists names test classes, and each of them exists. */
class SecurityTest {
    private static final Path ROOT = root();
    private static final Pattern RISK = Pattern.compile("\\| (API\\d+) .*");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("SECURITY.md")) ? here : here.getParent();
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("SECURITY.md")).stream()
                .filter(line -> RISK.matcher(line).matches())
                .toList();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void listsAllTen() throws IOException {
        assertThat(rows()).hasSize(10);
    }

    @TestFactory
    Stream<DynamicTest> namesTestsThatExist() throws IOException {
        Set<String> tests = tests();
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.substring(2, 7).strip(), () -> {
                    List<String> named = NAMED.matcher(row)
                            .results()
                            .map((MatchResult m) -> m.group(1))
                            .toList();
                    assertThat(named).isNotEmpty();
                    assertThat(tests).containsAll(named);
                }));
    }
}
