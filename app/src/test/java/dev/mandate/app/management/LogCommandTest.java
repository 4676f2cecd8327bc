package dev.mandate.app.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.up.Installation;
import dev.mandate.app.up.TestInstallation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verbs against a running installation. */
class LogCommandTest {
    @TempDir
    Path folder;

    private String log(String... words) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", folder.toString()));
        int code = new CommandLine(new LogCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void readsVerifiesAndErases() {
        try (Installation running =
                Installation.start(new Installation.Options(folder, false), TestInstallation.ports(0, 0))) {
            assertThat(running.addresses().control().getPort()).isPositive();
            assertThat(log("list", "--oldest", "--limit", "1"))
                    .startsWith("1  ")
                    .contains("start  LogFormatRaised format=3");
            assertThat(log("verify", "--all"))
                    .matches("platform: intact: [0-9]+ entries, 0 notes erased, head [0-9a-f]{64}\n");
            assertThat(log("erase", "1")).contains("erased: the note of entry 1");
            assertThat(log("verify")).contains("1 notes erased");
            assertThat(log("list", "--oldest", "--limit", "1")).contains("(erased)");
            assertThat(log("format")).contains("log format 3, newest 3");
        }
    }
}
