package dev.mandate.control.catalogue;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.State;
import dev.mandate.control.openapi.HttpMethod;
import dev.mandate.control.openapi.Marks;
import dev.mandate.control.openapi.OpenApiDocument;
import dev.mandate.control.openapi.Operation;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.route.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the known action that an operation of a document is: by method and template shape, then by operationId. */
final class ActionMatch {
    private final List<Action> known;
    private final ApiKind kind;
    private final Set<ActionId> taken = new HashSet<>();
    private int highest;

    ActionMatch(State state, @Nullable Api before, ApiKind kind) {
        this.known = before == null ? List.of() : before.actions();
        this.kind = kind;
        this.highest = state.view().platform().catalogue().apis().values().stream()
                .flatMap(api -> api.actions().stream())
                .mapToInt(a -> a.id().value())
                .max()
                .orElse(0);
    }

    /** The document's operations as actions, and after them those that it does not have any more. */
    List<Action> matched(OpenApiDocument document, String basePath) {
        List<Operation> operations = document.operations().stream()
                .filter(o -> o.method() != HttpMethod.TRACE)
                .toList();
        List<Optional<Action>> sameShape =
                operations.stream().map(o -> take(byShape(key(o, basePath)))).toList();
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            actions.add(action(operation, basePath, sameShape.get(i).or(() -> take(byName(operation)))));
        }
        known.stream()
                .filter(a -> !taken.contains(a.id()))
                .map(a -> a.with(ActionStatus.RETIRED))
                .forEach(actions::add);
        return actions;
    }

    private static ActionKey key(Operation operation, String basePath) {
        return new ActionKey(operation.method().name(), basePath + operation.path());
    }

    private static Predicate<Action> byShape(ActionKey key) {
        String shape = shape(key);
        return a -> a.key().method().equals(key.method()) && shape(a.key()).equals(shape);
    }

    private static String shape(ActionKey key) {
        try {
            return Template.parse(key.template()).shape();
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("document", String.valueOf(e.getMessage()));
        }
    }

    private static Predicate<Action> byName(Operation operation) {
        return a -> a.operationId().isPresent() && a.operationId().equals(operation.operationId());
    }

    private Optional<Action> take(Predicate<Action> same) {
        Optional<Action> found = known.stream()
                .filter(a -> !taken.contains(a.id()) && same.test(a))
                .findFirst();
        found.ifPresent(a -> taken.add(a.id()));
        return found;
    }

    private Action action(Operation operation, String basePath, Optional<Action> before) {
        Demand demand = demand(operation);
        Optional<SpaceParameter> space = operation.marks().space().map(s -> space(operation, s));
        return new Action(
                before.map(Action::id).orElseGet(() -> new ActionId(++highest)),
                key(operation, basePath),
                before.map(b -> status(b, demand, space)).orElse(ActionStatus.PENDING),
                demand,
                space,
                operation.operationId(),
                operation.marks().modules(),
                operation.marks().precedence());
    }

    /** Whatever is new in what it demands is held by nobody until it was looked at. */
    private static ActionStatus status(Action before, Demand demand, Optional<SpaceParameter> space) {
        boolean asBefore = before.status() != ActionStatus.RETIRED
                && before.demand().equals(demand)
                && before.space().equals(space);
        return asBefore ? before.status() : ActionStatus.PENDING;
    }

    private Demand demand(Operation operation) {
        Marks marks = operation.marks();
        return switch (kind) {
            case SWITCH -> {
                if (marks.self() || marks.administrators()) {
                    throw Refusals.malformed(
                            "document",
                            "`" + operation.method() + " " + operation.path()
                                    + "` is marked `self` or `administrators`, which only an entity api can be");
                }
                yield Demand.NONE;
            }
            case ENTITY -> {
                Set<Need> needs = marks.needs().stream()
                        .map(n -> new Need(n.entity(), n.operation()))
                        .collect(Collectors.toSet());
                yield new Demand(marks.administrators() ? Set.of() : needs, marks.self(), marks.administrators());
            }
        };
    }

    private SpaceParameter space(Operation operation, dev.mandate.control.openapi.SpaceParameter named) {
        SpaceKind space = switch (named.kind()) {
            case WORKSPACE -> SpaceKind.WORKSPACE;
            case SALES_CHANNEL -> SpaceKind.SALES_CHANNEL;
        };
        if ((kind == ApiKind.SWITCH) != (space == SpaceKind.WORKSPACE)) {
            throw Refusals.malformed(
                    "document",
                    "`" + operation.method() + " " + operation.path()
                            + "` names a space of the wrong kind: a switch api has workspaces, an entity api sales channels");
        }
        SpaceParameter.In in = switch (named.in()) {
            case PATH -> SpaceParameter.In.PATH;
            case QUERY -> SpaceParameter.In.QUERY;
        };
        return new SpaceParameter(in, named.name(), space, named.required());
    }
}
