package dev.mandate.control.command;

import dev.mandate.engine.scenario.ScenarioForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The statuses that scenarios show commands to be refused with. */
public final class ShownRefusals {
    private ShownRefusals() {}

    /** Returns them by the simple name of the command. */
    public static Map<String, Set<String>> byCommand() {
        Map<String, Set<String>> shown = new TreeMap<>();
        try {
            for (CommandScenario scenario : CommandScenarioTest.all()) {
                scenario.attempts()
                        .forEach(attempt -> attempt.refused()
                                .ifPresent(
                                        refused -> shown.computeIfAbsent(name(attempt.command()), n -> new TreeSet<>())
                                                .add(refused.substring(0, refused.indexOf(' ')))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shown;
    }

    private static String name(Object command) {
        return ScenarioForm.map(command).keySet().iterator().next();
    }
}
