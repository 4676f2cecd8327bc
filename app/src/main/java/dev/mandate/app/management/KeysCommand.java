package dev.mandate.app.management;

import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate keys}: the keys that tokens and identities are signed with. */
@Command(
        name = "keys",
        description = "Lists, rotates and retires the keys that tokens and identities are signed with.",
        mixinStandardHelpOptions = true)
public final class KeysCommand {
    private static final String PATH = "/api/v1/keys";

    @Spec
    @Nullable
    CommandSpec spec;

    @Command(
            name = "list",
            description = "Shows the keys in force, with what each does and since when it is published.",
            mixinStandardHelpOptions = true)
    int list(@CommandLine.Mixin PlatformOptions platform) {
        try (ManagementClient client = platform.client()) {
            Listed.each(client, PATH, key -> out().println(line(key)));
            return 0;
        }
    }

    @Command(
            name = "rotate",
            description = "Publishes the next token key; it signs once every gateway had time to hear of it.",
            mixinStandardHelpOptions = true)
    int rotate(@CommandLine.Mixin PlatformOptions platform) {
        try (ManagementClient client = platform.client()) {
            Answer next = client.must("POST", PATH + "/rotate", null);
            out().println(line(next.json()));
            next.printRevision(out());
            return 0;
        }
    }

    @Command(
            name = "retire",
            description = "Accepts nothing any more that the key signed; its tokens end with their next use.",
            mixinStandardHelpOptions = true)
    int retire(
            @Parameters(
                            paramLabel = "KID",
                            description =
                                    "The key's id, as `keys list` shows it; one that begins with - goes behind --.")
                    String kid,
            @CommandLine.Mixin PlatformOptions platform) {
        try (ManagementClient client = platform.client()) {
            Answer retired = client.must("POST", PATH + "/" + Listed.id(kid) + "/retire", null);
            out().println("retired: key " + kid);
            retired.printRevision(out());
            return 0;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private static String line(JsonNode key) {
        return key.path("kid").asString() + "  " + key.path("use").asString() + "  "
                + key.path("state").asString() + "  " + key.path("created").asString() + "  "
                + key.path("gateway").asString("-");
    }
}
