package dev.mandate.control.catalogue;

import dev.mandate.control.openapi.Finding;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import java.util.List;

/** Warns of actions that every active user holds: the gateway does not know which user a request is about. */
final class AboutCaller {
    private static final int MOST_WARNED = 100;

    private AboutCaller() {}

    static List<Finding> warnings(Api api) {
        return api.actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED && a.demand().self())
                .limit(MOST_WARNED)
                .map(a -> new Finding(
                        "",
                        "`" + a.key()
                                + "` is marked `self`: every active user may call it about any user, so the api must compare"
                                + " the user with the subject of `Mandate-Identity`"))
                .toList();
    }
}
