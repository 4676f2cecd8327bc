package dev.mandate.protocol.problem;

import dev.mandate.engine.Missing;
import dev.mandate.engine.catalogue.EntityRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The denials that every enforcement point answers in the same bytes, so that nobody can tell which one it was. */
public final class Denials {
    private static final int MOST_MISSING = 20;

    private Denials() {}

    /** 404: not there, or not for this caller; the two are never told apart. */
    public static Problem notFound() {
        return Problem.of(404, "not_found", "Not found", "there is nothing here for this caller");
    }

    /** 403: the caller's rights do not hold the action; {@code missing} lists what would. */
    public static Problem notPermitted(Missing missing) {
        String detail = "the user that the app acts for lacks a right to `" + missing.action()
                + "`: ask an administrator of the tenant for what `missing` lists";
        return Problem.of(403, "action_not_permitted", "Action not permitted", detail)
                .with("missing", List.of(entry(missing)));
    }

    private static Map<String, Object> entry(Missing missing) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("action", missing.action().toString());
        if (!missing.needs().isEmpty()) {
            entry.put(
                    "needs",
                    missing.needs().stream()
                            .limit(MOST_MISSING)
                            .map(Denials::pair)
                            .toList());
        }
        return entry;
    }

    private static Map<String, Object> pair(Missing.Pair pair) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("entity", pair.need().entity());
        map.put("operation", pair.need().operation());
        map.put(
                "anyRole",
                pair.anyRole().stream()
                        .limit(MOST_MISSING)
                        .map(EntityRole::name)
                        .toList());
        return map;
    }
}
