package dev.mandate.control.catalogue.compare;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.template.ReservedPaths;
import dev.mandate.engine.template.Template;
import java.util.List;

/**
 * The paths that no request of an API can have: the gateway's own, in whatever spelling, and those that the gateway refuses. An import
 * that names one is refused, and one whose parameters could match one of the gateway's own is warned.
 */
public final class ReservedPathCheck {
    private ReservedPathCheck() {}

    public static List<Finding> check(Templates parsed, Api api) {
        List<Template> templates = api.actions().stream()
                .filter(action -> action.status() != ActionStatus.RETIRED)
                .map(action -> parsed.of(action.key()))
                .distinct()
                .toList();
        templates.forEach(ReservedPathCheck::requireReachable);
        List<Template> wide = templates.stream().filter(ReservedPaths::overlap).toList();
        wide.forEach(ReservedPathCheck::requireFree);
        return wide.isEmpty() ? List.of() : List.of(warning(wide));
    }

    private static void requireReachable(Template template) {
        if (!template.isReachable()) {
            throw Refusals.malformed(
                    "document",
                    "path `" + template
                            + "` has a segment of dots, spaces or invisible characters alone, which no request can have;"
                            + " change it");
        }
    }

    private static void requireFree(Template template) {
        if (ReservedPaths.coverAll(template)) {
            throw Refusals.malformed(
                    "document",
                    "path `" + template + "` is one of the gateway's own, in whatever spelling; these are "
                            + ReservedPaths.NAMES);
        }
    }

    private static Finding warning(List<Template> wide) {
        return new Finding(
                "",
                "`" + wide.getFirst() + "`" + (wide.size() == 1 ? "" : " and " + (wide.size() - 1) + " more paths")
                        + " could match the gateway's own paths, which are "
                        + ReservedPaths.NAMES
                        + "; a request for one of those is never passed on to this api");
    }
}
