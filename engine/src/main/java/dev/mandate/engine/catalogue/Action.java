package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ActionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One method and path template of an API, and one switch however many modules it stands in.
 *
 * @param operationId the document's name for it, kept to recognise the action when its path changes
 * @param modules the groups that the console shows it in
 * @param precedence orders templates that overlap with neither more specific; the higher goes first
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

    /** The same action at another point of its life. */
    public Action with(ActionStatus other) {
        return new Action(id, key, other, demand, space, operationId, modules, precedence);
    }

    /** The same action with another place in the order of overlapping templates. */
    public Action withPrecedence(int other) {
        return new Action(id, key, status, demand, space, operationId, modules, other);
    }
}
