package dev.mandate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script before any Java runs: how it finds a JDK 25, and what it says without one. */
class ScriptTest {
    @TempDir
    Path folder;

    private record Ended(int exit, String out) {}

    private Ended run(Map<String, String> environment) throws IOException, InterruptedException {
        Path here = Path.of("").toAbsolutePath();
        Path script = Files.exists(here.resolve("mandate")) ? here.resolve("mandate") : here.resolveSibling("mandate");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "help").redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("MANDATE_JAVA_HOME");
        Path other = Files.createDirectories(folder.resolve("other/bin")).resolve("javac");
        Files.writeString(other, "#!/bin/sh\n");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwx------"));
        builder.environment().put("PATH", other.getParent() + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }

    @Test
    void saysWhatToInstallWithoutAJdk25() throws Exception {
        Ended ended = run(Map.of("MANDATE_JVM_FOLDERS", folder.resolve("none").toString()));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out().strip())
                .startsWith("mandate: no JDK 25 found: install one")
                .doesNotContain("\n");
    }

    @Test
    void refusesAnotherJdkByName() throws Exception {
        Path other = folder.resolve("jdk-17");
        Files.createDirectories(other.resolve("bin"));
        Files.writeString(other.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Ended ended = run(Map.of("MANDATE_JAVA_HOME", other.toString()));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("holds no JDK 25");
    }
}
