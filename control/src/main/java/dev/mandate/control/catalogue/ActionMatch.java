package dev.mandate.control.catalogue;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.State;
import dev.mandate.control.openapi.HttpMethod;
import dev.mandate.control.openapi.OpenApiDocument;
import dev.mandate.control.openapi.Operation;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.route.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known action that an operation of a document is. INVARIANT: it is one of the same method and template shape, or
 * none: a right given for one request never opens another. The operationId proposes a {@linkplain Move move} and decides
 * nothing.
 */
final class ActionMatch {
    private final List<Action> known;
    private final List<RoleOffer> widened;
    private final Set<ActionId> taken = new HashSet<>();
    private int highest;

    /**
     * For one import.
     *
     * @param offers the entity roles that the document lists
     */
    ActionMatch(State state, @Nullable Api before, List<RoleOffer> offers) {
        this.known = before == null ? List.of() : before.actions();
        this.widened = before == null ? List.of() : widened(before.offers(), offers);
        this.highest = state.view().platform().catalogue().apis().values().stream()
                .flatMap(api -> api.actions().stream())
                .mapToInt(a -> a.id().value())
                .max()
                .orElse(0);
    }

    /** What roles that were listed before grant now and did not then. */
    private static List<RoleOffer> widened(List<RoleOffer> before, List<RoleOffer> after) {
        List<RoleOffer> widened = new ArrayList<>();
        for (RoleOffer offer : after) {
            Optional<RoleOffer> earlier =
                    before.stream().filter(o -> o.role().equals(offer.role())).findFirst();
            Set<String> more = new HashSet<>(offer.operations());
            earlier.ifPresent(o -> more.removeAll(o.operations()));
            if (earlier.isPresent() && !more.isEmpty()) {
                widened.add(new RoleOffer(offer.role(), more));
            }
        }
        return widened;
    }

    /** The document's operations as actions, and after them those that it does not have any more. */
    List<Action> matched(OpenApiDocument document, String basePath, Demands demands) {
        List<Action> actions = new ArrayList<>();
        for (Operation operation : served(document)) {
            ActionKey key = new ActionKey(operation.method().name(), basePath + operation.path());
            actions.add(action(operation, key, take(key), demands));
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
        String shape = template(key).shape();
        Optional<Action> found = known.stream()
                .filter(a -> !taken.contains(a.id()))
                .filter(a -> a.key().method().equals(key.method()))
                .filter(a -> template(a.key()).shape().equals(shape))
                .findFirst();
        found.ifPresent(a -> taken.add(a.id()));
        return found;
    }

    private static Template template(ActionKey key) {
        try {
            return Template.parse(key.template());
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("document", String.valueOf(e.getMessage()));
        }
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
                && !grantedAnew(after.demand());
        return asBefore ? before.status() : ActionStatus.PENDING;
    }

    private boolean grantedAnew(Demand demand) {
        return demand.needs().stream().anyMatch(need -> widened.stream().anyMatch(offer -> offer.grants(need)));
    }

    /**
     * Where the space is read from.
     *
     * @param position of a path parameter among those of the template: two that swap their names swap what is checked
     */
    private record Place(Optional<SpaceParameter> space, int position) {}

    private static Place place(Action action) {
        int position = action.space()
                .filter(s -> s.in() == SpaceParameter.In.PATH)
                .map(s -> template(action.key()).parameters().indexOf(s.name()))
                .orElse(0);
        return new Place(action.space(), position);
    }
}
