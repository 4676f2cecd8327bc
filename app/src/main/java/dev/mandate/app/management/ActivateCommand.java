package dev.mandate.app.management;

import dev.mandate.app.file.Failure;
import dev.mandate.app.management.ManagementClient.Answer;
import dev.mandate.protocol.form.Counted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code mandate activate}: pending actions come into force, with or without the switches of actions that moved. */
@Command(name = "activate", description = "Puts pending actions of an API in force.", mixinStandardHelpOptions = true)
public final class ActivateCommand implements Callable<Integer> {
    /** A path may hold `=`, so only one before a method is the one between two keys. */
    private static final Pattern BETWEEN = Pattern.compile("=(?=[A-Z]+ /)");

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "API", description = "The API's id.")
    String api = "";

    @Parameters(index = "1..*", paramLabel = "KEY", description = "Actions, such as \"GET /v1/orders\".")
    List<String> keys = new ArrayList<>();

    @Option(names = "--all", description = "Every pending action, without carrying any switch.")
    boolean all;

    @Option(
            names = "--move",
            paramLabel = "OLD=NEW",
            description = "Sets the switches of a retired action on the new one, then activates it.")
    List<String> moves = new ArrayList<>();

    @CommandLine.Mixin
    PlatformOptions platform = new PlatformOptions();

    @Override
    public Integer call() {
        if (all && !keys.isEmpty()) {
            throw new Failure("name actions or `--all`, not both");
        }
        if (!all && keys.isEmpty() && moves.isEmpty()) {
            throw new Failure("name the actions to activate, `--all`, or a `--move`");
        }
        try (ManagementClient client = platform.client()) {
            Answer answer = client.must("POST", "/api/v1/apis/" + Listed.id(api) + "/actions/activate", form());
            JsonNode activated = answer.json();
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            activated
                    .path("carried")
                    .forEach(m -> out.println("carried: " + m.path("from").asString() + " to "
                            + m.path("to").asString() + " ("
                            + Counted.of(m.path("roles").asInt(), "role") + " of "
                            + Counted.of(m.path("tenants").asInt(), "tenant") + ")"));
            new ImportSummary(out).activated(activated);
            answer.printRevision(out);
            return 0;
        }
    }

    private Map<String, Object> form() {
        Map<String, Object> form = new LinkedHashMap<>();
        if (all || !keys.isEmpty()) {
            form.put("actions", all ? "all" : keys);
        }
        if (!moves.isEmpty()) {
            form.put("moves", byNewKey(moves));
        }
        return form;
    }

    private static Map<String, String> byNewKey(List<String> moves) {
        Map<String, String> byNewKey = new LinkedHashMap<>();
        for (String move : moves) {
            String[] keys = BETWEEN.split(move, -1);
            if (keys.length != 2 || byNewKey.put(keys[1], keys[0]) != null) {
                throw new Failure("`--move` must be `OLD=NEW`, two action keys, each new one once: `" + move + "`");
            }
        }
        return byNewKey;
    }
}
