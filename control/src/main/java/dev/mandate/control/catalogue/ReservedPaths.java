package dev.mandate.control.catalogue;

import dev.mandate.control.api.Refusals;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import java.util.List;

/** Refuses an import that claims a path of the gateway's own. */
final class ReservedPaths {
    /** Paths below these are the gateway's own. */
    private static final List<String> RESERVED =
            List.of("/access", "/forward-auth", "/oauth2", "/connect", "/user-services", "/.well-known");

    private ReservedPaths() {}

    static void requireFree(Api api) {
        for (Action action : api.actions()) {
            if (action.status() != ActionStatus.RETIRED) {
                requireFree(action.key().template());
            }
        }
    }

    private static void requireFree(String template) {
        for (String prefix : RESERVED) {
            if (template.equals(prefix) || template.startsWith(prefix + "/")) {
                throw Refusals.malformed(
                        "document", "path `" + template + "` is below `" + prefix + "`, which is the gateway's own");
            }
        }
    }
}
