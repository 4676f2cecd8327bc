package dev.mandate.control.catalogue.action;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ApiId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Looking up the catalogue's APIs and actions. */
public final class Actions {
    private Actions() {}

    /** The actions of the APIs of one kind that the state's tenant has enabled, in the order of API and document. */
    public static Stream<Action> enabled(CommandState state, ApiKind kind) {
        return state.view().tenant().tenancy().apis().stream()
                .sorted(Comparator.comparing(ApiId::value))
                .flatMap(id -> find(state, id).stream())
                .filter(api -> api.kind() == kind)
                .flatMap(api -> api.actions().stream());
    }

    /** The actions of all APIs of one kind, retired ones too, in the order of API and document. */
    public static Stream<Action> all(CommandState state, ApiKind kind) {
        return state.view().platform().catalogue().apis().values().stream()
                .filter(api -> api.kind() == kind)
                .sorted(Comparator.comparing(api -> api.id().value()))
                .flatMap(api -> api.actions().stream());
    }

    /** The retired actions whose switches a move would carry to this one: proposed, or confirmed and not yet carried. */
    public static Stream<Action> movedFrom(CommandState state, Action action) {
        return state.view().platform().catalogue().apis().values().stream()
                .filter(api -> api.actions().contains(action))
                .flatMap(api -> Stream.concat(Move.proposed(api).stream(), Move.confirmed(state, api).stream()))
                .filter(move -> move.to().id().equals(action.id()))
                .map(Move::from);
    }

    public static Optional<Api> find(CommandState state, ApiId id) {
        return Optional.ofNullable(state.view().platform().catalogue().apis().get(id));
    }

    /**
     * The API of this id.
     *
     * @throws dev.mandate.control.log.command.Refusal 404 if there is none
     */
    public static Api require(CommandState state, ApiId id) {
        return find(state, id).orElseThrow(() -> Refusals.unknown("api", id.value()));
    }

    /** The action of this key that the API's document has. */
    public static Optional<Action> served(Api api, String key) {
        return api.actions().stream()
                .filter(a ->
                        a.status() != ActionStatus.RETIRED && a.key().toString().equals(key))
                .findFirst();
    }
}
