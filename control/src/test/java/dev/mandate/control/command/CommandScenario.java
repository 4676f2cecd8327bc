package dev.mandate.control.command;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.scenario.ScenarioForm;
import dev.mandate.engine.scenario.ScenarioWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One scenario file of commands.
 *
 * @param shows the sentence that the scenario proves
 * @param world the fixture that it starts from
 * @param changes changes applied to the fixture, one entry each
 * @param stream for which the commands are; the world's tenant if absent
 */
record CommandScenario(
        String shows, String world, Optional<TenantId> stream, List<Object> changes, List<Attempt> attempts) {
    /**
     * A command, and what becomes of it. Every attempt starts from the scenario's state.
     *
     * @param by the app that gives it
     * @param scopes of its token; those of the app if absent
     * @param command by its name
     * @param earlier changes that the command made before, so that this is a repeat under the same idempotency key
     * @param refused status, code and, if written, the field at fault: {@code 409 name_taken}, {@code 400 invalid_request groups}
     * @param changes of the entry, in order; none says that nothing is written
     */
    record Attempt(
            String by,
            Optional<Set<String>> scopes,
            Object command,
            Optional<List<Object>> earlier,
            Optional<String> refused,
            Optional<List<Object>> changes) {
        Attempt {
            Objects.requireNonNull(command);
            if (refused.isPresent() == changes.isPresent()) {
                throw new IllegalArgumentException("an attempt is either `refused` or has `changes`: " + command);
            }
        }

        String title() {
            return by + ": " + command;
        }
    }

    static CommandScenario read(Path file) {
        return ScenarioForm.read(CommandScenario.class, ScenarioForm.yaml(file));
    }

    ScenarioWorld world(Path scenarios) {
        return ScenarioWorld.read(scenarios.resolve("worlds/" + world + ".yaml"), changes);
    }
}
