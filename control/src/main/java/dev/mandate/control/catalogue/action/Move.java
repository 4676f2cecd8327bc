package dev.mandate.control.catalogue.action;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An action that left its path, and the one that may have taken its place. Nothing is carried unless the platform confirms it.
 *
 * @param from retired
 * @param to of the same method; pending, or in force once the move is confirmed
 */
public record Move(Action from, Action to) {
    private static final Comparator<Move> BY_KEY = Comparator.comparing(
                    (Move m) -> m.to().key().toString())
            .thenComparing(m -> m.from().key().toString());

    /** What an API's actions propose: the same method and operationId at another path. */
    public static List<Move> proposed(Api api) {
        Map<Operation, List<Action>> retired = api.actions().stream()
                .filter(a ->
                        a.status() == ActionStatus.RETIRED && a.operationId().isPresent())
                .collect(Collectors.groupingBy(Operation::of));
        // most imports retire nothing
        Stream<Action> pending = retired.isEmpty() ? Stream.empty() : api.actions().stream();
        return pending.filter(a ->
                        a.status() == ActionStatus.PENDING && a.operationId().isPresent())
                .flatMap(to -> retired.getOrDefault(Operation.of(to), List.of()).stream()
                        .map(from -> new Move(from, to)))
                .sorted(BY_KEY)
                .toList();
    }

    /** The moves of an API that were confirmed since its last import, while both actions are as they were then. */
    public static List<Move> confirmed(CommandState state, Api api) {
        return api.actions().stream()
                .filter(to -> to.status() == ActionStatus.ACTIVE)
                .flatMap(to -> state
                        .platform()
                        .find(new Thing(Thing.Kind.MOVE, to.id().toString()))
                        .stream()
                        .flatMap(listing -> api.actions().stream()
                                .filter(from -> from.status() == ActionStatus.RETIRED
                                        && from.id().toString().equals(listing.name()))
                                .map(from -> new Move(from, to))))
                .toList();
    }

    /** What the two actions of a move have in common. */
    private record Operation(String method, Optional<String> id) {
        static Operation of(Action action) {
            return new Operation(action.key().method(), action.operationId());
        }
    }

    @Override
    public String toString() {
        return "`" + from.key() + "` to `" + to.key() + "`";
    }
}
