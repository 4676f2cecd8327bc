package dev.mandate.protocol.problem;

import dev.mandate.engine.Missing;
import dev.mandate.engine.catalogue.EntityRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The denials that every enforcement point answers with the same bytes, so that a caller cannot distinguish enforcement
 * points.
 */
public final class Denials {
    private static final int MOST_MISSING = 20;

    private Denials() {}

    /**
     * Returns the 404 for a resource that does not exist or that the caller may not see; the two are indistinguishable.
     */
    public static Problem notFound() {
        return Problem.of(ProblemCode.NOT_FOUND, "there is nothing here for this caller");
    }

    /**
     * Returns the 403 for a user who does not hold the action, or not every action that shares the request.
     *
     * @param missing one or more, each of another action; listed in the problem's {@code missing}
     */
    public static Problem notPermitted(List<Missing> missing) {
        return Problem.of(ProblemCode.ACTION_NOT_PERMITTED, detail(missing))
                .with(
                        "missing",
                        missing.stream().limit(MOST_MISSING).map(Denials::entry).toList());
    }

    /** Names the operator for pending actions, because nobody in the tenant can grant them. */
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
