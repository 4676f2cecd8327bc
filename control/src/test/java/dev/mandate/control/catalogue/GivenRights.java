package dev.mandate.control.catalogue;

import dev.mandate.control.catalogue.imports.BasePath;
import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.document.SpaceParameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was given to whom in one API, kept by method and template shape alone: what people did, in their words. Slow and
 * obvious; nothing of the imports' code is used.
 */
final class GivenRights {
    /** A user role of one tenant, or anybody else that a switch is set for. */
    record Holder(String tenant, String role) {}

    /** What an action asks for and where its space is read from. */
    private record Spec(Set<Need> needs, String space) {}

    private final Set<String> bound;
    private Map<String, Spec> served = new HashMap<>();
    private Map<String, Set<String>> granting = new HashMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Map<Holder, Map<String, Instant>> live = new HashMap<>();
    private final Map<Holder, Map<String, Instant>> left = new HashMap<>();
    private String basePath = "";
    private boolean ofDocument = true;

    /** Of an API of which these entity roles are on bindings all the time. */
    GivenRights(Set<String> bound) {
        this.bound = bound;
    }

    static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static String key(Operation operation, String basePath) {
        return operation.method() + " " + shape(basePath + operation.path());
    }

    void imported(OpenApiDocument document, BasePath.Wanted wanted) {
        switch (wanted) {
            case BasePath.Wanted.OfDocument() -> ofDocument = true;
            case BasePath.Wanted.Set(String path) -> {
                ofDocument = false;
                basePath = path;
            }
            case BasePath.Wanted.AsBefore() -> {
                // as it was
            }
        }
        basePath = ofDocument ? document.basePath() : basePath;
        Map<String, Spec> now = new TreeMap<>();
        document.operations().stream()
                .filter(o -> o.method() != HttpMethod.TRACE)
                .forEach(o -> now.put(key(o, basePath), spec(o)));
        Map<String, Set<String>> grantingNow = granting(document);
        for (String key : new ArrayList<>(served.keySet())) {
            if (!now.containsKey(key)) {
                leaves(key);
            }
        }
        now.forEach((key, spec) -> {
            if (!served.containsKey(key)) {
                comes(key);
            } else if (!spec.equals(served.get(key)) || widened(spec, grantingNow)) {
                confirmed.remove(key);
            }
        });
        served = now;
        granting = grantingNow;
    }

    private static Spec spec(Operation operation) {
        String space = operation
                .marks()
                .space()
                .map(s -> s.in() == SpaceParameter.In.QUERY
                        ? "query " + s.name()
                        : "path " + s.name() + " " + operation.path().indexOf("{" + s.name() + "}"))
                .orElse("");
        return new Spec(Set.copyOf(operation.marks().needs()), space);
    }

    private static Map<String, Set<String>> granting(OpenApiDocument document) {
        Map<String, Set<String>> granting = new HashMap<>();
        for (String role : document.roles()) {
            granting.put(
                    role,
                    role.endsWith("_VIEWER")
                            ? Set.of("read")
                            : Set.copyOf(document.scopes().get(role)));
        }
        return granting;
    }

    private boolean widened(Spec spec, Map<String, Set<String>> now) {
        return spec.needs().stream()
                .anyMatch(need -> now.keySet().stream()
                        .anyMatch(role -> (granting.containsKey(role) || bound.contains(role))
                                && grants(role, now, need)
                                && !grants(role, granting, need)));
    }

    private static boolean grants(String role, Map<String, Set<String>> granting, Need need) {
        return role.startsWith(need.entity() + "_")
                && granting.getOrDefault(role, Set.of()).contains(need.operation());
    }

    private void leaves(String key) {
        confirmed.remove(key);
        live.forEach((holder, switches) -> {
            Instant until = switches.remove(key);
            if (until != null) {
                left.computeIfAbsent(holder, h -> new HashMap<>()).put(key, until);
            }
        });
    }

    private void comes(String key) {
        confirmed.remove(key);
        live.values().forEach(switches -> switches.remove(key));
        left.values().forEach(switches -> switches.remove(key));
    }

    void given(Holder holder, String key, Instant until) {
        live.computeIfAbsent(holder, h -> new HashMap<>()).put(key, until);
    }

    void taken(Holder holder, String key) {
        live.getOrDefault(holder, new HashMap<>()).remove(key);
    }

    void activated(String key) {
        confirmed.add(key);
    }

    /** What a confirmed move gives the holders of one tenant. */
    void carried(String tenant, String from, String to, Instant now) {
        left.forEach((holder, switches) -> {
            Instant until = switches.get(from);
            if (holder.tenant().equals(tenant) && until != null && until.isAfter(now)) {
                switches.remove(from);
                live.computeIfAbsent(holder, h -> new HashMap<>()).merge(to, until, (a, b) -> a.isAfter(b) ? a : b);
            }
        });
    }

    /** What a holder of a switch may do. */
    Set<String> held(Holder holder, Instant now) {
        Set<String> held = new TreeSet<>();
        live.getOrDefault(holder, Map.of()).forEach((key, until) -> {
            if (served.containsKey(key) && confirmed.contains(key) && until.isAfter(now)) {
                held.add(key);
            }
        });
        return held;
    }

    /** What somebody with these entity roles may do. */
    Set<String> held(Set<String> roles) {
        Set<String> held = new TreeSet<>();
        served.forEach((key, spec) -> {
            boolean all = !spec.needs().isEmpty()
                    && spec.needs().stream()
                            .allMatch(need -> roles.stream().anyMatch(role -> grants(role, granting, need)));
            if (all && confirmed.contains(key)) {
                held.add(key);
            }
        });
        return held;
    }
}
