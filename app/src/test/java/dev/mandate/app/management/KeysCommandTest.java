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

/** Gateways and keys by the verbs, against a running installation. */
class KeysCommandTest {
    @TempDir
    Path folder;

    private String run(Object command, String... words) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", folder.toString()));
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void managesGatewaysAndKeys() {
        try (Installation running =
                Installation.start(new Installation.Options(folder, false), TestInstallation.ports(0, 0))) {
            assertThat(running.addresses().control().getPort()).isPositive();
            String added = run(new GatewaysCommand(), "add", "Edge 2");
            assertThat(added)
                    .contains(
                            "  command  0 identity keys  Edge 2\n",
                            "MANDATE_GATEWAY_KEY=mandate_gk_",
                            "\nrevision: 0.");
            String gateway = added.substring(0, added.indexOf(' '));
            assertThat(run(new GatewaysCommand(), "list"))
                    .contains("gateway-set-", "  setting  ", gateway)
                    .doesNotContain("mandate_gk_");
            assertThat(run(new GatewaysCommand(), "remove", gateway))
                    .matches("removed: gateway " + gateway + "\nrevision: 0\\.[0-9]+\n");
            assertThat(run(new GatewaysCommand(), "list")).doesNotContain(gateway);
            String next = run(new KeysCommand(), "rotate");
            assertThat(next).contains("  TOKEN  NEXT  ", "\nrevision: 0.");
            String kid = next.substring(0, next.indexOf(' '));
            assertThat(run(new KeysCommand(), "list")).contains("  SIGNING  ", "  IDENTITY  IN_FORCE  ", kid);
            assertThat(run(new KeysCommand(), "retire", kid))
                    .matches("retired: key " + kid + "\nrevision: 0\\.[0-9]+\n");
            assertThat(run(new KeysCommand(), "list")).doesNotContain(kid);
        }
    }
}
