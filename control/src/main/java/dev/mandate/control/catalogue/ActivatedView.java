package dev.mandate.control.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.catalogue.Api;
import java.util.List;

/**
 * An API after an activation.
 *
 * @param activated how many actions came into force
 * @param carried each confirmed move, with whose switches it carries
 */
record ActivatedView(@JsonUnwrapped ApiController.ApiView api, int activated, List<MoveView> carried) {
    static ActivatedView of(Api api, Actor operator, Touched touched, Activation activation) {
        return new ActivatedView(
                ApiController.ApiView.of(api, operator),
                activation.pending().size(),
                activation.moves().stream().map(m -> MoveView.of(m, touched)).toList());
    }
}
