package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ActionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One method and path template of an API. It has one switch, however many modules list it.
 *
 * @param operationId the document's operation id, by which the action is recognised when its path changes
 * @param modules the groups under which the console lists it
 * @param precedence orders overlapping templates of which neither is more specific; the higher precedence wins
 */
public record Action(
        ActionId id,
        ActionKey key,
        ActionStatus status,
        Demand demand,
        Optional<SpaceParameter> space,
        Optional<String> operationId,
        List<String> modules,
        int precedence) {
    public Action {
        Objects.requireNonNull(id);
        Objects.requireNonNull(key);
        Objects.requireNonNull(status);
        Objects.requireNonNull(demand);
        Objects.requireNonNull(space);
        Objects.requireNonNull(operationId);
        modules = List.copyOf(modules);
    }

    /** Returns this action with another status. */
    public Action with(ActionStatus other) {
        return new Action(id, key, other, demand, space, operationId, modules, precedence);
    }

    /** Returns this action with another precedence. */
    public Action withPrecedence(int other) {
        return new Action(id, key, status, demand, space, operationId, modules, other);
    }
}
