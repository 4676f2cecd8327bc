package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.up.TestInstallation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's tour, run line by line against a running installation; {@code #>} says what its output holds, in order. */
class ReadmeTest {
    @Test
    void tourRunsLineByLine() throws Exception {
        List<String> tour = tour();
        Path folder = TestInstallation.running().data().getParent();
        Process shell = new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", String.join("\n", tour))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(out).isZero();
        int at = 0;
        for (String promised : promises(tour)) {
            int found = out.toLowerCase(Locale.ROOT).indexOf(promised.toLowerCase(Locale.ROOT), at);
            assertThat(found)
                    .as("`" + promised + "` after character " + at + " of:\n" + out)
                    .isNotNegative();
            at = found + promised.length();
        }
    }

    private static List<String> promises(List<String> tour) {
        return tour.stream()
                .filter(l -> l.startsWith("#> "))
                .map(l -> l.substring(3))
                .toList();
    }

    private static List<String> tour() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path readme =
                Files.exists(here.resolve("README.md")) ? here.resolve("README.md") : here.resolveSibling("README.md");
        List<String> lines = Files.readAllLines(readme);
        int from = lines.indexOf("```sh");
        List<String> rest = lines.subList(from + 1, lines.size());
        List<String> tour = rest.stream().takeWhile(l -> !l.equals("```")).collect(Collectors.toList());
        assertThat(promises(tour)).hasSizeGreaterThan(5);
        return tour;
    }
}
