package dev.mandate.control.catalogue.imports;

import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.compare.ActionShape;
import dev.mandate.control.catalogue.compare.Templates;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ActionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known action that an operation of a document is. INVARIANT: it is one of the same method and template shape, or
 * none: a right given for one request never opens another. The operationId proposes a {@linkplain Move move} and decides
 * nothing.
 */
public final class ActionMatch {
    private final List<Action> known;
    private final Map<ActionShape, Deque<Action>> free = new HashMap<>();
    private final NewGrants grants;
    private final Templates templates;
    private int highest;

    /** For one import. */
    ActionMatch(CommandState state, @Nullable Api before, NewGrants grants, Templates templates) {
        this.templates = templates;
        this.known = before == null ? List.of() : before.actions();
        this.known.forEach(a -> free.computeIfAbsent(ActionShape.of(templates, a.key()), s -> new ArrayDeque<>(1))
                .add(a));
        this.grants = grants;
        this.highest = state.view().platform().catalogue().apis().values().stream()
                .flatMap(api -> api.actions().stream())
                .mapToInt(a -> a.id().value())
                .max()
                .orElse(0);
    }

    /** The document's operations as actions, and after them those that it does not have any more. */
    List<Action> matched(OpenApiDocument document, String basePath, Demands demands) {
        List<Action> actions = new ArrayList<>();
        Set<ActionId> taken = new HashSet<>();
        for (Operation operation : served(document)) {
            ActionKey key = new ActionKey(operation.method().name(), basePath + operation.path());
            Action action = action(operation, key, take(key), demands);
            taken.add(action.id());
            actions.add(action);
        }
        known.stream()
                .filter(a -> !taken.contains(a.id()))
                .map(a -> a.with(ActionStatus.RETIRED))
                .forEach(actions::add);
        return actions;
    }

    /** The operations that a gateway forwards. */
    static List<Operation> served(OpenApiDocument document) {
        return document.operations().stream()
                .filter(o -> o.method() != HttpMethod.TRACE)
                .toList();
    }

    private Optional<Action> take(ActionKey key) {
        return Optional.ofNullable(free.get(ActionShape.of(templates, key))).map(Deque::poll);
    }

    private Action action(Operation operation, ActionKey key, Optional<Action> before, Demands demands) {
        Action fresh = new Action(
                before.map(Action::id).orElseGet(() -> new ActionId(++highest)),
                key,
                ActionStatus.PENDING,
                demands.demand(operation),
                demands.space(operation),
                operation.operationId(),
                operation.marks().modules(),
                operation.marks().precedence());
        return before.map(b -> fresh.with(status(b, fresh))).orElse(fresh);
    }

    /** An action whose demand or space changed is pending until activated, and one that a role grants anew. */
    private ActionStatus status(Action before, Action after) {
        boolean asBefore = before.status() != ActionStatus.RETIRED
                && before.demand().equals(after.demand())
                && place(before).equals(place(after))
                && !grants.concern(grants.imported(), after.demand());
        return asBefore ? before.status() : ActionStatus.PENDING;
    }

    /**
     * Where the space is read from.
     *
     * @param position of a path parameter among those of the template: two that swap their names swap what is checked
     */
    private record Place(Optional<SpaceParameter> space, int position) {}

    private Place place(Action action) {
        int position = action.space()
                .filter(s -> s.in() == SpaceParameter.In.PATH)
                .map(s -> templates.of(action.key()).parameters().indexOf(s.name()))
                .orElse(0);
        return new Place(action.space(), position);
    }
}
