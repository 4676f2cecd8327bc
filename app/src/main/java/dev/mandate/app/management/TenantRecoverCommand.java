package dev.mandate.app.management;

import dev.mandate.app.management.ManagementClient.Answer;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate tenant recover}: a new Owner for a tenant that nobody can administer any more. */
@Command(
        name = "recover",
        description = "Makes a new owner of a tenant, with an app that manages; the tenant sees it in its log.",
        mixinStandardHelpOptions = true)
final class TenantRecoverCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
    String tenant = "";

    @Option(names = "--owner", paramLabel = "ID", description = "Id of the new owner; a UUID without it.")
    @Nullable
    String owner;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (ManagementClient client = platform.client()) {
            Answer answer = client.must(
                    "POST",
                    "/api/v1/tenants/" + Listed.id(tenant) + "/recover",
                    owner == null ? Map.of() : Map.of("owner", owner));
            JsonNode made = answer.json();
            out.println("tenant         " + made.path("tenant").asString());
            out.println("owner          " + made.path("owner").asString());
            out.println("client id      " + made.path("clientId").asString());
            out.println("client secret  " + made.path("clientSecret").asString() + "  (shown this once)");
            answer.printRevision(out);
            return 0;
        }
    }
}
