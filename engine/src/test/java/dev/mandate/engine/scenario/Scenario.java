package dev.mandate.engine.scenario;

import dev.mandate.engine.id.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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
    /** The starting state of scenarios. */
    record Fixture(TenantId tenant, List<Document> documents, List<Object> changes) {}

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
        return Form.read(Scenario.class, yaml(file));
    }

    /** Returns the world after this scenario's changes. */
    World world(Path scenarios) {
        Fixture fixture = Form.read(Fixture.class, yaml(scenarios.resolve("worlds/" + world + ".yaml")));
        World made = new World(fixture.tenant());
        fixture.documents().forEach(made::document);
        List<Object> all = new ArrayList<>(fixture.changes());
        all.addAll(changes);
        all.forEach(made::take);
        return made;
    }

    private static Map<String, @Nullable Object> yaml(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            return Form.map(new Yaml(new SafeConstructor(strict)).load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
