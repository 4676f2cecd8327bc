package dev.mandate.app.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.question.ExplainCommand;
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

/** What is typed as an id never becomes another path: nothing is sent. */
class IdsInPathsTest {
    private static final String OTHER = "a/suspend?x";

    @TempDir
    Path folder = Path.of("");

    private String refused(Object command, String... words) throws IOException {
        Files.writeString(folder.resolve("platform.env"), """
                CONTROL_URL=http://127.0.0.1:1
                TOKEN_URL=http://127.0.0.1:1/oauth2/token
                PLATFORM_ADMIN_CLIENT_ID=nobody
                PLATFORM_ADMIN_CLIENT_SECRET=nothing
                """);
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", folder.toString()));
        int code =
                new CommandLine(command).setErr(new PrintWriter(out, true)).execute(arguments.toArray(String[]::new));
        assertThat(code).isNotZero();
        return out.toString();
    }

    @Test
    void refusesThePartsOfAUrl() throws IOException {
        String why = "`" + OTHER + "` is not an id";
        assertThat(refused(new TenantCommand(), "recover", OTHER)).contains(why);
        assertThat(refused(new ActivateCommand(), OTHER, "--all")).contains(why);
        assertThat(refused(new PrecedenceCommand(), OTHER, "GET /v1/x", "1")).contains(why);
        assertThat(refused(new KeysCommand(), "retire", OTHER)).contains(why);
        assertThat(refused(new GatewaysCommand(), "remove", OTHER)).contains(why);
        String document =
                Files.writeString(folder.resolve("api.yaml"), "openapi: 3.1.0").toString();
        assertThat(refused(new ImportCommand(), document, "--id", OTHER)).contains(why);
        assertThat(refused(new ExplainCommand(), OTHER)).contains("`" + OTHER + "` is no decision's id");
    }
}
