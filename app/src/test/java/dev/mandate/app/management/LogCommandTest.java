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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    void namesActionsByTheirKeys() {
        JsonNode entry = new JsonMapper().readTree("""
                {"revision": 7, "at": "2031-05-06T07:08:09Z", "actor": "a/owner by app", "actions": {"3": "GET /v1/orders"},
                 "changes": [{"type": "PermissionSet", "v": 1, "role": "vendor", "action": 3, "permission": "ACCESS"},
                             {"type": "ActionsActivated", "v": 1, "api": "media", "actions": [3, 4]},
                             {"type": "MoveConfirmed", "v": 1, "api": "media", "from": 4, "to": 3}]}""");
        assertThat(LogListCommand.line(entry))
                .isEqualTo("7  2031-05-06T07:08:09Z  a/owner by app"
                        + "  PermissionSet role=vendor action=GET /v1/orders permission=ACCESS,"
                        + " ActionsActivated api=media actions=[GET /v1/orders, 4],"
                        + " MoveConfirmed api=media from=4 to=GET /v1/orders");
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
            assertThat(log("verify")).contains("1 note erased");
            assertThat(log("list", "--oldest", "--limit", "1")).contains("(erased)");
            assertThat(log("format")).contains("log format 3, newest 3");
        }
    }
}
