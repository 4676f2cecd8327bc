package dev.mandate.control.connector;

import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.Connector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A connector as it is shown, with every line as a full action key. */
record ConnectorView(String id, String name, String api, Map<String, LinesView> modules) {
    record LinesView(List<String> required, List<String> optional) {}

    static ConnectorView of(Connector connector) {
        Map<String, LinesView> modules = new TreeMap<>();
        connector
                .modules()
                .forEach((name, lines) ->
                        modules.put(name, new LinesView(written(lines.required()), written(lines.optional()))));
        return new ConnectorView(
                connector.id(), connector.name(), connector.api().value(), modules);
    }

    private static List<String> written(Set<ActionKey> keys) {
        return keys.stream().map(ActionKey::toString).sorted().toList();
    }
}
