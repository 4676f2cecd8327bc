package dev.mandate.control.catalogue;

import dev.mandate.control.catalogue.imports.BasePath;
import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.Marks;
import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.document.SpaceKind;
import dev.mandate.control.openapi.document.SpaceParameter;
import dev.mandate.engine.catalogue.ApiKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What a seed draws: documents as generators and people write them from build to build, and choices. */
record Drawn(Random random) {
    private static final List<String> PATHS = List.of(
            "/orders",
            "/salaries",
            "/echo/{id}",
            "/echo/{name}",
            "/orders/{id}/start",
            "/{a}/of/{b}",
            "/{b}/of/{a}",
            "/orders/{id}.json");
    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.TRACE);
    private static final List<Need> NEEDS =
            List.of(new Need("T", "read"), new Need("T", "accept"), new Need("T", "pay"), new Need("A", "read"));

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Operation ids are few and given out anew each time, so they wander over paths and methods. */
    OpenApiDocument document(ApiKind kind, String root) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>(List.of("list", "list_1", "item", "item_1", "start", "put", "drop", "of"));
        if (chance(40)) {
            Collections.shuffle(ids, random);
        }
        for (int i = 1 + below(7); i > 0; i--) {
            String path = of(PATHS);
            HttpMethod method = of(METHODS);
            String id = ids.get(i);
            operations.putIfAbsent(
                    method + " " + GivenRights.shape(path),
                    new Operation(
                            method,
                            path,
                            chance(90) ? Optional.of(id) : Optional.empty(),
                            Optional.empty(),
                            marks(kind, path)));
        }
        List<String> roles = new ArrayList<>();
        Map<String, List<String>> scopes = new LinkedHashMap<>();
        if (kind == ApiKind.ENTITY) {
            List.of("T_VIEWER", "A_VIEWER").stream().filter(r -> chance(80)).forEach(roles::add);
            if (chance(80)) {
                roles.add("T_ACCEPTER");
                scopes.put("T_ACCEPTER", chance(70) ? List.of("accept") : List.of("accept", "pay"));
            }
        }
        String basePath = root + of(List.of("", "", "/d1", "/d2"));
        return new OpenApiDocument(
                "3.1.0", "", basePath, List.of(), roles, scopes, List.copyOf(operations.values()), List.of());
    }

    private Marks marks(ApiKind kind, String path) {
        List<Need> needs = kind == ApiKind.ENTITY
                ? chance(80) ? List.of(NEEDS.get(path.length() % 3)) : List.of(of(NEEDS), of(NEEDS))
                : List.of();
        SpaceKind space = kind == ApiKind.ENTITY ? SpaceKind.SALES_CHANNEL : SpaceKind.WORKSPACE;
        boolean inPath = path.contains("{a}") && chance(70);
        Optional<SpaceParameter> parameter = inPath
                ? Optional.of(new SpaceParameter(SpaceParameter.In.PATH, "a", space, true, List.of()))
                : chance(10)
                        ? Optional.of(new SpaceParameter(SpaceParameter.In.QUERY, "s", space, false, List.of()))
                        : Optional.empty();
        return new Marks(List.of(), needs.stream().distinct().toList(), false, parameter, false, false, 0);
    }

    BasePath.Wanted basePath(String root) {
        return switch (below(10)) {
            case 0 -> new BasePath.Wanted.OfDocument();
            case 1, 2 -> new BasePath.Wanted.Set(root + of(List.of("/v1", "/v2", "")));
            default -> new BasePath.Wanted.AsBefore();
        };
    }
}
