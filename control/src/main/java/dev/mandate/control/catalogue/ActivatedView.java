package dev.mandate.control.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mandate.control.catalogue.survey.Touched;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.catalogue.Api;
import java.util.List;

/**
 * An API after an activation.
 *
 * @param activated how many actions came into force
 * @param held actions that came into force and are held at once, at most {@link #MOST}
 * @param heldCount of all of them
 * @param cut whether not all tenants were asked, so that more actions may be held, by more, and more is carried than is said
 * @param carried each confirmed move, with whose switches it carries
 */
record ActivatedView(
        @JsonUnwrapped ApiController.ApiView api,
        int activated,
        List<HeldView> held,
        int heldCount,
        boolean cut,
        List<MoveView> carried) {
    private static final int MOST = 100;

    static ActivatedView of(Api api, Actor operator, Touched touched, Activation activation) {
        List<HeldView> held = api.actions().stream()
                .filter(a -> activation.pending().contains(a.id())
                        && touched.byAction().containsKey(a.id()))
                .map(a -> HeldView.of(a, touched.count(a.id())))
                .toList();
        return new ActivatedView(
                ApiController.ApiView.of(api, operator),
                activation.pending().size(),
                held.stream().limit(MOST).toList(),
                held.size(),
                touched.cut(),
                activation.moves().stream().map(m -> MoveView.of(m, touched)).toList());
    }
}
