package dev.mandate.control.connector;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Optional;

/** The actions of an API by status: in force are the active ones, served are those and the pending ones. */
final class InForce {
    private InForce() {}

    static Optional<Api> api(CommandState state, ApiId id) {
        return Optional.ofNullable(state.view().platform().catalogue().apis().get(id));
    }

    static List<Action> of(CommandState state, ApiId id) {
        return served(state, id).stream()
                .filter(a -> a.status() == ActionStatus.ACTIVE)
                .toList();
    }

    /** The actions that the API has, pending ones included. */
    static List<Action> served(CommandState state, ApiId id) {
        return api(state, id).map(Api::actions).orElse(List.of()).stream()
                .filter(a -> a.status() != ActionStatus.RETIRED)
                .toList();
    }

    /** The same, of entity APIs alone. */
    static List<Action> servedEntity(CommandState state, ApiId id) {
        return api(state, id).filter(api -> api.kind() == ApiKind.ENTITY).isPresent() ? served(state, id) : List.of();
    }
}
