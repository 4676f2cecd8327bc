package dev.mandate.control.catalogue.action;

import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import java.util.List;
import java.util.Optional;

/** Warns of actions that every active user holds, and of those that no vendor's app can call. */
public final class HolderWarnings {
    private static final int MOST_WARNED = 100;

    private HolderWarnings() {}

    public static List<Finding> warnings(Api api) {
        return api.actions().stream()
                .filter(action -> action.status() != ActionStatus.RETIRED)
                .flatMap(action -> warning(action).stream())
                .limit(MOST_WARNED)
                .map(warning -> new Finding("", warning))
                .toList();
    }

    private static Optional<String> warning(Action action) {
        if (action.demand().self()) {
            return Optional.of("`" + action.key()
                    + "` is marked `self`: every active user may call it about any user, so the api must compare the user"
                    + " with the subject of `Mandate-Identity`");
        }
        if (action.demand().administrators()) {
            return Optional.of("`" + action.key()
                    + "` is marked `administrators`: the gateway refuses every call of it, because an app that calls partner"
                    + " APIs never acts for an administrator");
        }
        return Optional.empty();
    }
}
