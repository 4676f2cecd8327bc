package dev.mandate.control.connector;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Connector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The connectors that an app implements, as they are written: {@code {"external-post-production": ["ECOMM"]}}. */
public final class AppConnectors {
    private AppConnectors() {}

    /**
     * Reads them.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 for a connector or module that the platform does not offer, or none at all
     */
    public static Map<String, Set<String>> read(
            CommandState state, Map<String, @Nullable List<@Nullable String>> written) {
        Map<String, Set<String>> read = new LinkedHashMap<>();
        written.forEach((id, modules) -> {
            String field = "connectors." + Text.shown(id);
            Connector connector = ConnectorCommand.find(state, id)
                    .orElseThrow(() -> Refusals.malformed(field, "names no connector of the platform"));
            if (modules == null || modules.isEmpty()) {
                throw Refusals.malformed(field, "must list the modules that the app uses: at least one");
            }
            modules.forEach(module -> Aim.requireModule(connector, field, String.valueOf(module)));
            read.put(id, new TreeSet<>(modules));
        });
        return read;
    }
}
