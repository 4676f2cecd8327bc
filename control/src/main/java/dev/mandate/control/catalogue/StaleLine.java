package dev.mandate.control.catalogue;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Connector;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a connector that names no action of its API any more: define the connector anew.
 *
 * @param line the action's key
 */
record StaleLine(String connector, String module, String line) {
    private static final Comparator<StaleLine> ORDER = Comparator.comparing(StaleLine::connector)
            .thenComparing(StaleLine::module)
            .thenComparing(StaleLine::line);
    private static final int MOST = 100;

    /** The first hundred of an API as it is, or will be. */
    static List<StaleLine> of(CommandState state, Api api) {
        Set<ActionKey> served = api.actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED)
                .map(Action::key)
                .collect(Collectors.toSet());
        return state.platform().connectors().values().stream()
                .filter(c -> c.api().equals(api.id()))
                .flatMap(StaleLine::lines)
                .filter(line -> !served.contains(ActionKey.parse(line.line())))
                .sorted(ORDER)
                .limit(MOST)
                .toList();
    }

    private static Stream<StaleLine> lines(Connector connector) {
        return connector.modules().entrySet().stream()
                .flatMap(module -> Stream.concat(
                                module.getValue().required().stream(), module.getValue().optional().stream())
                        .map(key -> new StaleLine(connector.id(), module.getKey(), key.toString())));
    }
}
