package dev.mandate.control.catalogue;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.State;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An action that left its path, and the one that may have taken its place. Nothing is carried unless the platform confirms it.
 *
 * @param from retired
 * @param to of the same method; pending, or in force once the move is confirmed
 */
record Move(Action from, Action to) {
    private static final Comparator<Move> BY_KEY = Comparator.comparing(
                    (Move m) -> m.to().key().toString())
            .thenComparing(m -> m.from().key().toString());

    /** What an API's actions propose: the same method and operationId at another path. */
    static List<Move> proposed(Api api) {
        return api.actions().stream()
                .filter(a ->
                        a.status() == ActionStatus.PENDING && a.operationId().isPresent())
                .flatMap(to -> origins(api, to).map(from -> new Move(from, to)))
                .sorted(BY_KEY)
                .toList();
    }

    /** The moves of an API that were confirmed since its last import, while both actions are as they were then. */
    static List<Move> confirmed(State state, Api api) {
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

    private static Stream<Action> origins(Api api, Action to) {
        return api.actions().stream()
                .filter(a -> a.status() == ActionStatus.RETIRED)
                .filter(a -> a.key().method().equals(to.key().method()))
                .filter(a -> a.operationId().equals(to.operationId()));
    }

    @Override
    public String toString() {
        return "`" + from.key() + "` to `" + to.key() + "`";
    }
}
