package dev.mandate.control.connector;

import dev.mandate.control.log.State;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Optional;

/** The actions of the catalogue that count: neither pending nor retired. */
final class InForce {
    private InForce() {}

    static Optional<Api> api(State state, ApiId id) {
        return Optional.ofNullable(state.view().platform().catalogue().apis().get(id));
    }

    static List<Action> of(State state, ApiId id) {
        return api(state, id).map(Api::actions).orElse(List.of()).stream()
                .filter(a -> a.status() == ActionStatus.ACTIVE)
                .toList();
    }

    /** The same, of entity APIs alone. */
    static List<Action> entity(State state, ApiId id) {
        return api(state, id).filter(api -> api.kind() == ApiKind.ENTITY).isPresent() ? of(state, id) : List.of();
    }
}
