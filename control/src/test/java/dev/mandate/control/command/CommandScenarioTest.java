package dev.mandate.control.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.scenario.ScenarioForm;
import dev.mandate.engine.scenario.ScenarioWorld;
import dev.mandate.protocol.problem.Problem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Gives every command of every scenario file, and compares what it changes or why it is refused. */
class CommandScenarioTest {
    private static final Path SCENARIOS = scenarios();

    private static Path scenarios() {
        try {
            return Path.of(Objects.requireNonNull(CommandScenarioTest.class.getResource("/commands"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicNode> doesAsTheScenarioSays() throws IOException {
        List<Path> found = files();
        assertThat(found).isNotEmpty();
        return found.stream().map(CommandScenarioTest::container);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !f.startsWith(SCENARIOS.resolve("worlds")))
                    .sorted()
                    .toList();
        }
    }

    static List<CommandScenario> all() throws IOException {
        return files().stream().map(CommandScenario::read).toList();
    }

    private static DynamicNode container(Path file) {
        CommandScenario scenario = CommandScenario.read(file);
        ScenarioWorld world = scenario.world(SCENARIOS);
        return DynamicContainer.dynamicContainer(
                SCENARIOS.relativize(file) + ": " + scenario.shows(),
                scenario.attempts().stream()
                        .map(attempt -> DynamicTest.dynamicTest(
                                attempt.title(),
                                () -> check(new Trial(world, scenario.stream().orElse(world.tenant()), attempt)))));
    }

    private static void check(Trial trial) {
        CommandScenario.Attempt attempt = trial.attempt();
        if (attempt.changes().isPresent()) {
            assertThat(trial.changes())
                    .containsExactlyElementsOf(changes(attempt.changes().get()));
        } else {
            Refusal refusal = catchThrowableOfType(Refusal.class, trial::changes);
            assertThat(refusal).as("a refusal").isNotNull();
            assertThat(written(refusal.problem())).isEqualTo(attempt.refused().orElseThrow());
        }
    }

    private static List<Change> changes(List<Object> forms) {
        return forms.stream().map(form -> ScenarioForm.read(Change.class, form)).toList();
    }

    /** Status, code, and the field at fault if one is named. */
    private static String written(Problem problem) {
        String written = problem.status() + " " + problem.code();
        return problem.members().get("errors") instanceof List<?> errors && errors.getFirst() instanceof Map<?, ?> error
                ? written + " " + error.get("field")
                : written;
    }
}
