package dev.mandate.app.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.up.Installation;
import dev.mandate.app.up.TestInstallation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code mandate import} and {@code mandate activate} against a running installation. */
class ImportCommandTest {
    @TempDir
    Path folder;

    private record Ran(int code, String said) {}

    private Ran run(Object command, String... words) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", folder.toString()));
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        return new Ran(code, out.toString());
    }

    private String spaced(String space) throws IOException {
        Path file = folder.resolve("spaced.yaml");
        Files.writeString(
                file, "openapi: 3.1.0\npaths:\n  /s: {get: {parameters: [{in: query, name: c}]" + space + "}}\n");
        return file.toString();
    }

    private String document(String path) throws IOException {
        Path file = folder.resolve("api.yaml");
        Files.writeString(
                file, "openapi: 3.1.0\npaths:\n  " + path + ": {get: {operationId: list}}\n  /b: {get: {}}\n");
        return file.toString();
    }

    @Test
    void plansRefusesImportsAndMoves() throws IOException {
        try (Installation running =
                Installation.start(new Installation.Options(folder, false), TestInstallation.ports(0, 0))) {
            assertThat(running.addresses().control().getPort()).isPositive();
            String[] first = {
                document("/a"), "--id", "shop", "--kind", "switch", "--upstream", "http://127.0.0.1:9", "--activate"
            };
            Ran imported = run(new ImportCommand(), first);
            assertThat(imported.said())
                    .contains("new: GET /a")
                    .contains("2 of 2 actions name no space")
                    .containsPattern("activated: 2\nrevision: 0\\.[0-9]+\n");
            assertThat(imported.code()).isZero();
            Ran again = run(new ImportCommand(), document("/a"), "--id", "shop");
            assertThat(again.said()).containsPattern("nothing to change(?s:.*)\nrevision: 0\\.[0-9]+\n");
            Ran plan = run(new ImportCommand(), document("/c"), "--id", "shop", "--plan");
            assertThat(plan.code()).isZero();
            assertThat(plan.said())
                    .contains("retired: GET /a")
                    .contains("moved? GET /a to GET /c")
                    .contains("nothing was written")
                    .doesNotContain("revision: ");
            Ran elsewhere = run(
                    new ImportCommand(), document("/a"), "--id", "shop", "--upstream", "http://127.0.0.1:10", "--plan");
            assertThat(elsewhere.said()).contains("upstream: `http://127.0.0.1:9` -> `http://127.0.0.1:10`");
            Ran refused = run(new ImportCommand(), document("/c"), "--id", "shop");
            assertThat(refused.code()).as(refused.said()).isEqualTo(3);
            assertThat(refused.said()).contains("out of force: GET /a").contains("--allow-retire");
            Ran allowed = run(new ImportCommand(), document("/c"), "--id", "shop", "--allow-retire", "--activate");
            assertThat(allowed.said()).contains("not activated, as it may have moved: GET /c");
            assertThat(allowed.code()).isZero();
            Ran moved = run(new ActivateCommand(), "shop", "--move", "GET /a=GET /c");
            assertThat(moved.said())
                    .contains("carried: GET /a to GET /c")
                    .containsPattern("activated: 1\nrevision: 0\\.[0-9]+\n");
            assertThat(moved.code()).isZero();
            assertThat(run(new ActivateCommand(), "shop", "GET /b").said()).contains("activated: 0");
            String space = ", x-mandate: {space: {in: query, name: c, kind: workspace}}";
            run(
                    new ImportCommand(),
                    spaced(space),
                    "--id",
                    "sp",
                    "--kind",
                    "switch",
                    "--upstream",
                    "http://127.0.0.1:9");
            run(new ActivateCommand(), "sp", "--all");
            Ran unspaced = run(new ImportCommand(), spaced(""), "--id", "sp", "--allow-retire", "--activate");
            assertThat(unspaced.said())
                    .contains("names its space no more")
                    .contains("activated: 0")
                    .contains("not activated, as it is pending again: GET /s");
            Ran repeated = run(new ImportCommand(), spaced(""), "--id", "sp", "--activate");
            assertThat(repeated.said())
                    .contains("nothing to change")
                    .contains("not activated, as it is pending again: GET /s")
                    .contains("activated: 0");
            assertThat(run(new ActivateCommand(), "sp", "--all").said()).contains("activated: 1");
        }
    }
}
