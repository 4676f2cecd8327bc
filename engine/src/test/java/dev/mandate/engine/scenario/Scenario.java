package dev.mandate.engine.scenario;

import java.nio.file.Path;
import java.util.List;

/**
 * One scenario file.
 *
 * @param shows the sentence that the scenario proves
 * @param world the fixture that it starts from
 * @param as the caller of questions that name none
 * @param changes changes applied to the fixture, one entry each; {@code token issued} marks the revision at which
 *     tokens are issued
 */
record Scenario(String shows, String world, String as, List<Object> changes, List<Ask> ask) {
    Scenario {
        if (shows.isBlank()
                || ask.isEmpty()
                || ask.stream().anyMatch(a -> a.expect().isBlank())) {
            throw new IllegalArgumentException("a scenario says what it `shows`, and expects something of each `ask`");
        }
        String asker = as;
        ask = ask.stream().map(a -> a.as().isEmpty() ? asked(a, asker) : a).toList();
    }

    private static Ask asked(Ask a, String as) {
        return new Ask(
                a.call(),
                as,
                a.token(),
                a.state(),
                a.at(),
                a.expect(),
                a.action(),
                a.space(),
                a.missing(),
                a.lacking(),
                a.methods());
    }

    static Scenario read(Path file) {
        return ScenarioForm.read(Scenario.class, ScenarioForm.yaml(file));
    }

    /** Returns the world after this scenario's changes. */
    ScenarioWorld world(Path scenarios) {
        return ScenarioWorld.read(scenarios.resolve("worlds/" + world + ".yaml"), changes);
    }
}
