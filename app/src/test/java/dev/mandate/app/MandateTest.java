package dev.mandate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as it is typed, with its mistakes. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class MandateTest {
    private record Ran(int code, String out, String err) {}

    private static Ran run(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code = Mandate.run(words);
            return new Ran(code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "imprt, unknown verb `imprt`: did you mean `import`? `mandate --help` lists what there is",
        "improt, unknown verb `improt`: did you mean `import`? `mandate --help` lists what there is",
        "gatways list, unknown verb `gatways`: did you mean `gateways`? `mandate --help` lists what there is",
        "gateways lst, unknown verb `lst`: did you mean `list`? `mandate gateways --help` lists what there is",
        "keys rotat, unknown verb `rotat`: did you mean `rotate`? `mandate keys --help` lists what there is",
        "frobnicate, unknown verb `frobnicate`; `mandate --help` lists what there is",
    })
    void namesTheNearestVerb(String typed, String said) {
        Ran ran = run(typed.split(" "));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("mandate: " + said + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "up --gatway-port 1, --gatway-port, --gateway-port, mandate up",
        "import x --id a --upsteam u, --upsteam, --upstream, mandate import",
        "log list --limt 1, --limt, --limit, mandate log list",
    })
    void namesTheNearestOption(String typed, String wrong, String near, String command) {
        Ran ran = run(typed.split(" "));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("mandate: unknown option `" + wrong + "`: did you mean `" + near + "`? `" + command
                        + " --help` lists them, and an id that begins with - goes behind --\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateways | `mandate gateways` needs one of its verbs: `add`, `list`, `remove`",
                "keys | `mandate keys` needs one of its verbs: `list`, `retire`, `rotate`",
                "log | `mandate log` needs one of its verbs: `erase`, `format`, `list`, `verify`",
                "tenant | `mandate tenant` needs one of its verbs: `recover`",
                "explain --action GET~/a --request GET~/b | `--action` does not go with `--request`, which names it already: leave one out",
                "explain --space a --request GET~/b | `--space` does not go with `--request`, which names it already: leave one out",
            })
    void saysWhatToGive(String typed, String said) {
        String[] words = typed.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace('~', ' ');
        }
        Ran ran = run(words);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("mandate: " + said + "\n");
    }

    @ParameterizedTest
    @CsvSource({"import, improt, 1", "import, impact, 2", "log, lgo, 1", "a, '', 1", "ca, abc, 3", "same, same, 0"})
    void countsMistakes(String one, String other, int mistakes) {
        assertThat(Nearest.mistakes(one, other)).isEqualTo(mistakes);
        assertThat(Nearest.mistakes(other, one)).isEqualTo(mistakes);
    }

    @Test
    void saysWhatItCannotUse() {
        assertThat(run("recover", "much").err()).startsWith("mandate: one word too many: `much`; ");
        assertThat(run("where", "--revision").err()).startsWith("mandate: Missing required parameter");
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "up --version", "log list --version"})
    void printsReleaseCommitAndJdk(String typed) {
        Ran ran = run(typed.split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).matches("mandate [0-9]+\\.[0-9]+\\.[0-9]+\\S*, commit [0-9a-z-]+\nJava 25\\S*, \\S.*\n");
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("x.yaml");
        Files.writeString(folder.resolve("platform.env"), """
                CONTROL_URL=http://127.0.0.1:1
                TOKEN_URL=http://127.0.0.1:1/oauth2/token
                PLATFORM_ADMIN_CLIENT_ID=nobody
                PLATFORM_ADMIN_CLIENT_SECRET=nothing
                """);
        String data = folder.toString();
        assertThat(run("import", missing.toString(), "--id", "a", "--data", data)
                        .err())
                .isEqualTo("mandate: cannot read `" + missing + "`: no such file\n");
        assertThat(run("impact", data, "--data", data).err())
                .isEqualTo("mandate: cannot read `" + data + "`: is a folder\n");
        Path json = Files.writeString(folder.resolve("x.json"), "[\n {]");
        assertThat(run("impact", json.toString(), "--data", data).err())
                .startsWith("mandate: `" + json + "` is not JSON at line 2, column ");
        Files.write(json, new byte[] {'"', (byte) 0xff});
        assertThat(run("impact", json.toString(), "--data", data).err())
                .isEqualTo("mandate: `" + json + "` is not UTF-8 at byte 2\n");
    }
}
