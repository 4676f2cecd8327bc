package dev.mandate.control.catalogue;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * What an activation asks for, at one state of the API.
 *
 * @param pending the actions to put in force, those of the moves among them
 * @param moves confirmed: the switches of one action are carried to another, which comes into force first
 */
public record Activation(Set<ActionId> pending, List<Move> moves) {
    /** Each is a change of the entry, and so is the activation. */
    private static final int MOST_MOVES = Entry.MOST_CHANGES - 1;

    /** The actions that an operator wants in force. */
    public sealed interface Choice {
        /** All actions of the API's document. */
        record All() implements Choice {}

        /** The actions with these keys. */
        record Keys(List<String> keys) implements Choice {
            public Keys {
                keys = List.copyOf(keys);
            }
        }
    }

    /**
     * What an operator wants.
     *
     * @param actions empty if only the moves say what comes into force
     * @param moves by the new key, the old one
     */
    public record Wanted(Optional<Choice> actions, SequencedMap<String, String> moves) {
        public Wanted {
            Objects.requireNonNull(actions);
            moves = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(moves));
        }

        /** Returns whether this move is confirmed. */
        boolean names(Move move) {
            return move.from().key().toString().equals(moves.get(move.to().key().toString()));
        }
    }

    /**
     * Resolves the wanted keys and moves against the API. A move that was confirmed before is accepted again, as long as the API was not imported
     * since: its switches may not all be carried.
     *
     * @throws Refusal 400 for a key that is none of the API's, 409 for a move that carries nothing
     */
    static Activation of(CommandState state, Api api, Wanted wanted) {
        List<Move> moves = moves(api, wanted.moves(), Move.confirmed(state, api));
        Set<ActionId> pending = new HashSet<>();
        wanted.actions().stream()
                .flatMap(choice -> chosen(api, choice).stream())
                .filter(a -> a.status() == ActionStatus.PENDING)
                .forEach(a -> pending.add(a.id()));
        moves.stream().filter(m -> m.to().status() == ActionStatus.PENDING).forEach(m -> pending.add(m.to().id()));
        return new Activation(pending, moves);
    }

    /**
     * The actions of which it matters who has them: those whose switches are carried, from where and to where, and those that
     * may be held as soon as they are in force.
     *
     * @param tenant a tenant's current snapshot
     */
    Set<ActionId> concerned(Api api, Snapshot platform, Function<TenantId, Snapshot> tenant) {
        Set<ActionId> concerned = new HashSet<>();
        moves.forEach(m -> concerned.add(m.from().id()));
        switch (api.kind()) {
            case SWITCH -> {
                moves.stream().map(m -> m.to().id()).filter(pending::contains).forEach(concerned::add);
                concerned.addAll(switched(platform, tenant));
            }
            case ENTITY -> concerned.addAll(pending);
        }
        return concerned;
    }

    /** The pending actions that a role of some tenant has at Access. */
    private Set<ActionId> switched(Snapshot platform, Function<TenantId, Snapshot> tenant) {
        Set<ActionId> switched = new HashSet<>();
        if (!pending.isEmpty()) {
            TenantSurvey.tenants(platform)
                    .forEach(id -> tenant.apply(id)
                            .tenancy()
                            .roles()
                            .forEach((role, switches) -> switches.accesses().forEach((action, access) -> {
                                if (pending.contains(action)) {
                                    switched.add(action);
                                }
                            })));
        }
        return switched;
    }

    /** The platform with the pending actions in force, as who holds one by entity roles is answered only then. */
    Snapshot after(Snapshot platform, ApiId api, Instant now) {
        return pending.isEmpty()
                ? platform
                : platform.apply(new Entry(
                        platform.revision() + 1, now, 0, List.of(new CatalogueChange.ActionsActivated(api, pending))));
    }

    /** The entry's changes: none if all was confirmed before. */
    List<CatalogueChange> changes(ApiId api) {
        List<CatalogueChange> changes = new ArrayList<>();
        if (!pending.isEmpty()) {
            changes.add(new CatalogueChange.ActionsActivated(api, pending));
        }
        moves.stream()
                .filter(m -> m.to().status() == ActionStatus.PENDING)
                .map(m -> new CatalogueChange.MoveConfirmed(api, m.from().id(), m.to().id()))
                .forEach(changes::add);
        return changes;
    }

    private static List<Action> chosen(Api api, Choice choice) {
        return switch (choice) {
            case Choice.All() ->
                api.actions().stream()
                        .filter(a -> a.status() != ActionStatus.RETIRED)
                        .toList();
            case Choice.Keys(var keys) ->
                keys.stream().map(key -> served(api, "actions", key)).toList();
        };
    }

    private static Action served(Api api, String field, String key) {
        return Actions.served(api, key)
                .orElseThrow(() -> Refusals.malformed(field, "names no action of the api: `" + Text.shown(key) + "`"));
    }

    private static List<Move> moves(Api api, Map<String, String> named, List<Move> confirmed) {
        if (named.size() > MOST_MOVES) {
            throw Refusals.malformed("moves", "names at most " + MOST_MOVES + " moves: confirm them in several calls");
        }
        List<Move> moves = new ArrayList<>();
        Set<ActionId> from = new HashSet<>();
        named.forEach((newKey, oldKey) -> {
            Move move = move(api, newKey, oldKey);
            if (!confirmed.contains(move)) {
                requireCarries(move.from(), move.to());
            }
            if (!from.add(move.from().id())) {
                throw Refusals.malformed(
                        "moves", "names `" + move.from().key() + "` twice: an action moves to one place");
            }
            moves.add(move);
        });
        return moves;
    }

    private static Move move(Api api, String newKey, String oldKey) {
        Action to = served(api, "moves", newKey);
        Action from = api.actions().stream()
                .filter(a -> a.key().toString().equals(oldKey))
                .findFirst()
                .orElseThrow(() -> Refusals.malformed(
                        "moves", "names no action that the api ever had: `" + Text.shown(oldKey) + "`"));
        return new Move(from, to);
    }

    private static void requireCarries(Action from, Action to) {
        if (!from.key().method().equals(to.key().method())) {
            throw refused(from, to, "the method changed, and a right to one method gives none to another");
        }
        if (from.status() != ActionStatus.RETIRED) {
            throw refused(from, to, "`" + from.key() + "` is still in the document and keeps its switches");
        }
        if (to.status() != ActionStatus.PENDING) {
            throw refused(from, to, "`" + to.key() + "` is in force already: set its switches in the roles");
        }
        if (from.operationId().isEmpty() || !from.operationId().equals(to.operationId())) {
            throw refused(from, to, "they have no operation id in common: set the switches in the roles");
        }
    }

    private static Refusal refused(Action from, Action to, String why) {
        return Refusal.of(ProblemCode.MOVE_REFUSED, "`" + from.key() + "` does not move to `" + to.key() + "`: " + why);
    }
}
