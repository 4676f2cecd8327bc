package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of {@code docs/seeds.md} names tests that exist: {@code Class.method}, or a scenario's path. */
class SeedsTest {
    private static final Path ROOT = root();
    private static final Pattern METHOD = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern SCENARIO = Pattern.compile("`(scenarios/[\\w/-]+\\.yaml)`");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs/seeds.md")) ? here : here.getParent();
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/seeds.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| sentence"))
                .toList();
    }

    @Test
    void namesMoreThanAHandful() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(40);
    }

    @TestFactory
    Stream<DynamicTest> namesTestsThatExist() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(title(row), () -> check(row)));
    }

    private static String title(String row) {
        String sentence = row.substring(2, row.indexOf(" |", 2));
        return sentence.length() <= 60 ? sentence : sentence.substring(0, 60);
    }

    private static void check(String row) throws IOException {
        boolean named = row.endsWith("| not a claim |");
        for (Matcher m = METHOD.matcher(row); m.find(); named = true) {
            Pattern declared =
                    Pattern.compile("\\bvoid " + m.group(2) + "\\(|Stream<DynamicTest> " + m.group(2) + "\\(");
            assertThat(declared.matcher(source(m.group(1))).find())
                    .as(m.group(1) + "." + m.group(2))
                    .isTrue();
        }
        for (Matcher m = SCENARIO.matcher(row); m.find(); named = true) {
            assertThat(ROOT.resolve("engine/src/test/resources/" + m.group(1))).exists();
        }
        assertThat(named).as("the row names a test: " + row).isTrue();
    }

    /** Returns the source of the test class; each name is one class ({@link TestNamesTest}). */
    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(
                            p -> p.endsWith(type + ".java") && p.toString().contains("src/test"))
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
