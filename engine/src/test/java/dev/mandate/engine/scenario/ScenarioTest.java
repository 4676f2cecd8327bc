package dev.mandate.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.ComparedDecision;
import dev.mandate.engine.NaiveEngine;
import dev.mandate.engine.Reason;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.TenantId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every scenario file against the engine and against {@link dev.mandate.engine.NaiveEngine}. */
class ScenarioTest {
    private static final Path SCENARIOS = scenarios();

    private static Path scenarios() {
        URL found = Objects.requireNonNull(ScenarioTest.class.getResource("/scenarios"));
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !f.startsWith(SCENARIOS.resolve("worlds")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void coversTheDecisionInManyFiles() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(60);
    }

    @TestFactory
    Stream<DynamicNode> decidesAsTheScenarioSays() throws IOException {
        return files().stream().map(ScenarioTest::container);
    }

    private static DynamicNode container(Path file) {
        String name = SCENARIOS.relativize(file).toString();
        try {
            Scenario scenario = Scenario.read(file);
            ScenarioWorld world = scenario.world(SCENARIOS);
            return DynamicContainer.dynamicContainer(
                    name + ": " + scenario.shows(),
                    scenario.ask().stream().map(ask -> DynamicTest.dynamicTest(ask.title(), () -> check(ask, world))));
        } catch (RuntimeException e) {
            return DynamicTest.dynamicTest(name, () -> {
                throw new AssertionError(name + " cannot be read", e);
            });
        }
    }

    private static void check(Ask ask, ScenarioWorld world) {
        ComparedDecision verdict = ask.verdict(world);
        assertThat(verdict.refusal().map(r -> r.status() + " " + r).orElse("allow"))
                .isEqualTo(ask.expect());
        ask.action()
                .ifPresent(action ->
                        assertThat(verdict.action().map(Object::toString)).contains(action));
        ask.space().ifPresent(space -> assertThat(verdict.space()).contains(space));
        ask.missing().ifPresent(missing -> assertThat(roles(verdict)).isEqualTo(missing));
        ask.lacking()
                .ifPresent(lacking -> assertThat(
                                verdict.lacking().stream().map(Object::toString).collect(Collectors.toSet()))
                        .isEqualTo(lacking));
        ask.methods().ifPresent(methods -> assertThat(verdict.methods()).isEqualTo(methods));
        agrees(ask, world, verdict);
    }

    private static Map<String, Set<String>> roles(ComparedDecision verdict) {
        Map<String, Set<String>> roles = new HashMap<>();
        verdict.missing()
                .forEach((need, any) -> roles.put(
                        need.entity() + " " + need.operation(),
                        any.stream().map(EntityRole::name).collect(Collectors.toSet())));
        return roles;
    }

    private static void agrees(Ask ask, ScenarioWorld world, ComparedDecision verdict) {
        Reason refusal = verdict.refusal().orElse(null);
        if (refusal == Reason.MALFORMED_REQUEST) {
            return; // NaiveEngine begins at step 2
        }
        NaiveEngine twin = new NaiveEngine(
                world.log(world.view(ask.tenant(world)).platform().stream()), world.log(ask.tenant(world)));
        Set<Reason> faults = twin.faults(ask.bearer(world), ask.freshness(), ask.now());
        if (faults.isEmpty()) {
            assertThat(twin.decide(ask.bearer(world).caller().user(), ask.request(), ask.now()))
                    .isEqualTo(verdict);
        } else {
            assertThat(refusal).isNotNull().isIn(faults);
        }
    }

    @Test
    void refusesAScenarioWithAnUnknownKey() {
        assertThatThrownBy(() -> ScenarioForm.read(Scenario.class, Map.of("shows", "x", "asks", List.of())))
                .hasMessageContaining("[asks]");
        assertThatThrownBy(() -> ScenarioForm.read(Ask.class, Map.of("call", "GET /", "expected", "allow")))
                .hasMessageContaining("[expected]");
    }

    @Test
    void refusesAScenarioThatExpectsNothing() {
        assertThatThrownBy(() -> ScenarioForm.read(Scenario.class, Map.of("shows", "x", "ask", List.of())))
                .hasMessageContaining("expects something");
        assertThatThrownBy(() -> ScenarioForm.read(
                        Scenario.class, Map.of("shows", "x", "ask", List.of(Map.of("call", "GET /", "as", "robot")))))
                .hasMessageContaining("expects something");
    }

    @Test
    void refusesAnUnknownChange() {
        assertThatThrownBy(() ->
                        new ScenarioWorld(new TenantId("studio")).take(Map.of("UserPromoted", Map.of("user", "robot"))))
                .hasMessageContaining("`UserPromoted`");
    }
}
