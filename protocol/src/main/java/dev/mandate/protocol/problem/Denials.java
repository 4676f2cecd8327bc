package dev.mandate.protocol.problem;

import dev.mandate.engine.Missing;
import dev.mandate.engine.catalogue.EntityRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The denials that every enforcement point answers in the same bytes, so that nobody can tell which one it was. */
public final class Denials {
    private static final int MOST_MISSING = 20;

    private Denials() {}

    /** 404: not there, or not for this caller; the two are never told apart. */
    public static Problem notFound() {
        return Problem.of(404, "not_found", "Not found", "there is nothing here for this caller");
    }

    /**
     * 403: the caller's rights do not hold the action, or not each of several that share the request; {@code missing} lists
     * what would.
     *
     * @param missing one or more, each of another action
     */
    public static Problem notPermitted(List<Missing> missing) {
        return Problem.of(403, "action_not_permitted", "Action not permitted", detail(missing))
                .with(
                        "missing",
                        missing.stream().limit(MOST_MISSING).map(Denials::entry).toList());
    }

    /** Nobody in the tenant can give a pending action, so its caller is sent to who can. */
    private static String detail(List<Missing> missing) {
        List<Missing> pending = missing.stream().filter(Missing::pending).toList();
        List<Missing> lacking = missing.stream().filter(one -> !one.pending()).toList();
        return Stream.of(notInForce(pending), notHeld(lacking))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> notInForce(List<Missing> pending) {
        return switch (pending.size()) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(names(pending)
                        + " is not in force yet: nobody holds it until the platform's operator activates it");
            default ->
                Optional.of(names(pending)
                        + " are not in force yet: nobody holds them until the platform's operator activates them");
        };
    }

    private static Optional<String> notHeld(List<Missing> lacking) {
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("the user that the app acts for lacks a right to " + names(lacking)
                        + ": ask an administrator of the tenant for what `missing` lists");
    }

    private static String names(List<Missing> missing) {
        return missing.stream()
                .limit(MOST_MISSING)
                .map(one -> "`" + one.action() + "`")
                .collect(Collectors.joining(" and "));
    }

    private static Map<String, Object> entry(Missing missing) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("action", missing.action().toString());
        if (missing.pending()) {
            entry.put("pending", true);
        }
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
