package dev.mandate.app.management;

import dev.mandate.protocol.chain.ChainWalk.Verdict;
import dev.mandate.protocol.form.Counted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate log verify}: walks the hash chain here, so that nobody's word need be taken for it. */
@Command(
        name = "verify",
        description = "Walks the hash chain of a log from its first entry; ends with 1 if one is broken.",
        mixinStandardHelpOptions = true)
final class LogVerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Spec
    @Nullable
    CommandSpec spec;

    @ArgGroup
    @Nullable
    Which which;

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    /** Another log than the caller's own. */
    static final class Which {
        @Option(names = "--tenant", paramLabel = "ID", description = "That tenant's log.")
        @Nullable
        String tenant;

        @Option(names = "--all", description = "The platform's log and every tenant's.")
        boolean all;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try (ManagementClient client = platform.client()) {
            boolean intact = true;
            for (@Nullable String tenant : tenants(client)) {
                ServedLog log = new ServedLog(client, tenant, line.getErr());
                intact &= tell(log, line.getOut());
            }
            return intact ? 0 : 1;
        }
    }

    /** Null for the caller's own. */
    private List<@Nullable String> tenants(ManagementClient client) {
        List<@Nullable String> tenants = new ArrayList<>();
        tenants.add(which == null || which.all ? null : which.tenant);
        String next = which != null && which.all ? "" : null;
        while (next != null) {
            String cursor = next.isEmpty() ? "" : "&cursor=" + next;
            JsonNode page = client.must("GET", "/api/v1/tenants?limit=200" + cursor, null)
                    .json();
            page.path("items").forEach(item -> tenants.add(item.path("id").asString()));
            // the operators' list has their own as well
            tenants.remove("platform");
            next = page.path("next").asString(null);
        }
        return tenants;
    }

    private static boolean tell(ServedLog log, PrintWriter out) {
        String stream = log.stream();
        return switch (log.walk()) {
            case Verdict.Intact(var entries, var erased, var outside, var head) -> {
                out.println(stream + ": intact: " + Counted.of(entries, "entry", "entries") + ", "
                        + Counted.of(erased, "note") + " erased, "
                        + (outside.isEmpty() ? "" : outside(outside))
                        + (log.withheld() == 0 ? "" : Counted.of(log.withheld(), "note") + " of operators withheld, ")
                        + "head "
                        + head);
                yield true;
            }
            case Verdict.Broken(var revision, var reason) -> {
                out.println(stream + ": broken at revision " + revision + ": " + reason);
                yield false;
            }
        };
    }

    private static String outside(SortedSet<Long> revisions) {
        String first = revisions.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return Counted.of(revisions.size(), "note") + " erased outside of the log (revision " + first
                + (revisions.size() > SHOWN ? ", ..." : "") + "), ";
    }
}
