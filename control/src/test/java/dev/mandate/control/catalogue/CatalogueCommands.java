package dev.mandate.control.catalogue;

import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.scenario.ScenarioForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Makes commands about APIs for scenarios, from what a body writes. */
public final class CatalogueCommands {
    private CatalogueCommands() {}

    public static ManagementCommand<?> activate(ApiId api, Object form) {
        return new CatalogueCommand.ActivateActions(
                api, ScenarioForm.read(ActivationForm.class, form).wanted());
    }

    public static ManagementCommand<?> order(ApiId api, Map<String, @Nullable Integer> precedences) {
        SequencedMap<String, Optional<Integer>> wanted = new LinkedHashMap<>();
        precedences.forEach((key, value) -> wanted.put(key, value == null ? Optional.empty() : Optional.of(value)));
        return new CatalogueCommand.SetPrecedences(api, wanted);
    }
}
