package dev.mandate.control.connector;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.id.ApiId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A connector as an operator defines it: its lines are not yet actions of the api.
 *
 * @param modules by name, in the order of the body
 */
public record ConnectorDefinition(String id, String name, ApiId api, SequencedMap<String, Lines> modules) {
    /** The lines of one module. */
    public record Lines(List<Line> required, List<Line> optional) {
        public Lines {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
        }

        private Connector.Lines on(Api api) {
            return new Connector.Lines(keys(api, required), keys(api, optional));
        }

        private static Set<ActionKey> keys(Api api, List<Line> lines) {
            return lines.stream().map(line -> line.on(api)).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * One action.
     *
     * @param field that holds the line, for errors
     * @param key with or without the api's base path
     */
    public record Line(String field, ActionKey key) {
        private ActionKey on(Api api) {
            return api.actions().stream()
                    .filter(a -> a.status() != ActionStatus.RETIRED)
                    .map(Action::key)
                    .filter(k -> k.method().equals(key.method()))
                    .filter(k ->
                            k.template().equals(key.template()) || k.template().equals(api.basePath() + key.template()))
                    .findFirst()
                    .orElseThrow(() -> Refusals.malformed(
                            field, "names no action of api `" + api.id() + "`: `" + Text.shown(key.toString()) + "`"));
        }
    }

    public ConnectorDefinition {
        modules = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(modules));
    }

    /**
     * Returns the connector at a state of its api.
     *
     * @throws dev.mandate.control.log.command.Refusal 404 if there is no such api, 400 for a line that names none of its actions
     */
    Connector on(CommandState state) {
        Api of = Actions.require(state, api);
        Map<String, Connector.Lines> found = new HashMap<>();
        modules.forEach((module, lines) -> found.put(module, lines.on(of)));
        return new Connector(id, name, of.id(), found);
    }
}
