package dev.mandate.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** The lines of a document's block of commands; {@code #>} says what their output holds, in order. */
record Tour(List<String> lines) {
    /** The first such block after the line. */
    static Tour after(String file, String heading) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path document = Files.exists(here.resolve(file)) ? here.resolve(file) : here.resolveSibling(file);
        List<String> all = Files.readAllLines(document);
        List<String> section = all.subList(all.indexOf(heading) + 1, all.size());
        List<String> rest = section.subList(section.indexOf("```sh") + 1, section.size());
        return new Tour(rest.stream().takeWhile(l -> !l.equals("```")).toList());
    }

    private List<String> promises() {
        return lines.stream()
                .filter(l -> l.startsWith("#> "))
                .map(l -> l.substring(3))
                .toList();
    }

    /** Runs them in the folder and holds the output against what they promise. */
    void run(Path folder) throws IOException, InterruptedException {
        assertThat(promises()).hasSizeGreaterThan(5);
        command(folder);
        Process shell = new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", String.join("\n", lines))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(out).isZero();
        int at = 0;
        for (String promised : promises()) {
            int found = out.toLowerCase(Locale.ROOT).indexOf(promised.toLowerCase(Locale.ROOT), at);
            assertThat(found)
                    .as("`" + promised + "` after character " + at + " of:\n" + out)
                    .isNotNegative();
            at = found + promised.length();
        }
    }

    /** A {@code ./mandate} that runs the classes under test, which are not packed yet. */
    private static void command(Path folder) throws IOException {
        Path script = folder.resolve("mandate");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' dev.mandate.app.Mandate \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
