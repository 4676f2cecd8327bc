package dev.mandate.app.management;

import dev.mandate.app.management.ManagementClient.Answer;
import dev.mandate.protocol.form.Counted;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate gateways}: which gateways may connect. */
@Command(
        name = "gateways",
        description = "Lists, adds and removes the gateways that may connect.",
        mixinStandardHelpOptions = true)
public final class GatewaysCommand {
    private static final String PATH = "/api/v1/gateways";

    @Spec
    @Nullable
    CommandSpec spec;

    @Command(
            name = "list",
            description = "Shows the gateways, with how many keys for identities each registered.",
            mixinStandardHelpOptions = true)
    int list(@CommandLine.Mixin PlatformOptions platform) {
        try (ManagementClient client = platform.client()) {
            Listed.each(client, PATH, gateway -> out().println(line(gateway)));
            return 0;
        }
    }

    @Command(
            name = "add",
            description = "Lets a gateway connect, and prints its key, which is shown this once.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Which one it is, for people.") String name,
            @CommandLine.Mixin PlatformOptions platform) {
        try (ManagementClient client = platform.client()) {
            Answer added = client.must("POST", PATH, Map.of("name", name));
            out().println(line(added.json()));
            out().println("MANDATE_GATEWAY_KEY=" + added.json().path("key").asString());
            added.printRevision(out());
            return 0;
        }
    }

    @Command(
            name = "remove",
            description = "Ends a gateway's key: its feed ends at once, and all keys that it registered are retired.",
            mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "ID", description = "The gateway's id, as `gateways list` shows it.") String id,
            @CommandLine.Mixin PlatformOptions platform) {
        try (ManagementClient client = platform.client()) {
            Answer removed = client.must("DELETE", PATH + "/" + Listed.id(id), null);
            out().println("removed: gateway " + id);
            removed.printRevision(out());
            return 0;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private static String line(JsonNode gateway) {
        return gateway.path("id").asString() + "  " + gateway.path("source").asString() + "  "
                + Counted.of(gateway.path("identityKeys").size(), "identity key") + "  "
                + gateway.path("name").asString("-");
    }
}
