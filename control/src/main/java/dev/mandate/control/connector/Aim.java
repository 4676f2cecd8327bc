package dev.mandate.control.connector;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.Connector;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connector that an app is held against, with the modules that count.
 *
 * @param connector null where the platform has none of this id any more
 * @param modules by name; those that the connector does not have any more included
 * @param stated whether somebody said that these modules are used; else they are all that the connector has
 */
record Aim(String id, @Nullable Connector connector, NavigableSet<String> modules, boolean stated) {
    /**
     * What a caller asks for.
     *
     * @throws dev.mandate.control.log.command.Refusal 404 for an unknown connector, 400 for a module that it does not have
     */
    static Aim asked(CommandState state, String id, List<String> modules) {
        Connector connector = ConnectorCommand.find(state, id).orElseThrow(() -> Refusals.unknown("connector", id));
        modules.forEach(module -> requireModule(connector, "module", module));
        return modules.isEmpty()
                ? new Aim(id, connector, new TreeSet<>(connector.modules().keySet()), false)
                : new Aim(id, connector, new TreeSet<>(modules), true);
    }

    /** What the app says of itself, as far as it is there still. */
    static Aim stored(CommandState state, String id, Iterable<String> modules) {
        NavigableSet<String> named = new TreeSet<>();
        modules.forEach(named::add);
        return new Aim(id, ConnectorCommand.find(state, id).orElse(null), named, true);
    }

    static void requireModule(Connector connector, String field, String module) {
        if (!connector.modules().containsKey(module)) {
            String known = connector.modules().keySet().stream()
                    .sorted()
                    .map(m -> "`" + m + "`")
                    .collect(Collectors.joining(", "));
            throw Refusals.malformed(
                    field,
                    "names no module of connector `" + connector.id() + "`: `" + Text.shown(module) + "`; use "
                            + known);
        }
    }

    /** Whether the platform still offers the connector with all of these modules; if not, what the app needs is unknown. */
    boolean offered() {
        return connector != null && connector.modules().keySet().containsAll(modules);
    }

    /** The lines of a module; empty if the connector has no such module. */
    Optional<Connector.Lines> lines(String module) {
        return Optional.ofNullable(connector).map(c -> c.modules().get(module));
    }

    /** Keys of all actions that the modules name. */
    NavigableSet<String> keys() {
        return modules.stream()
                .flatMap(module -> lines(module).stream())
                .flatMap(lines -> Stream.concat(lines.required().stream(), lines.optional().stream()))
                .map(ActionKey::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
