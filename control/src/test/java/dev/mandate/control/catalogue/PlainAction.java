package dev.mandate.control.catalogue;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.id.ActionId;
import java.util.List;
import java.util.Optional;

/** Actions that demand nothing and name no space. */
public final class PlainAction {
    private PlainAction() {}

    /** @param key {@code METHOD template} */
    public static Action of(int id, String key, ActionStatus status, int precedence) {
        return new Action(
                new ActionId(id),
                ActionKey.parse(key),
                status,
                Demand.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                precedence);
    }
}
