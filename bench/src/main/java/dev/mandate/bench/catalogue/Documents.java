package dev.mandate.bench.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** OpenAPI documents of as many actions as are asked for, two to a path. */
public final class Documents {
    private static final Map<String, Object> STRING = Map.of("type", "string");
    private static final List<String> METHODS = List.of("get", "put");

    private Documents() {}

    /** Templates of one length that differ in one literal, as most of a large API do. */
    static Map<String, Object> alike(int actions) {
        return of(actions, path -> "/v1/things" + path + "/{id}/parts/{part}", List.of("id", "part"));
    }

    /** Templates of one folder whose last segments have a literal and a parameter each, as custom methods do. */
    static Map<String, Object> mixed(int actions) {
        return of(actions, path -> "/v1/things/{id}:verb" + path, List.of("id"));
    }

    private static Map<String, Object> of(int actions, IntFunction<String> template, List<String> parameters) {
        Map<String, Object> paths = new TreeMap<>();
        for (int path = 0; 2 * path < actions; path++) {
            Map<String, Object> item = new TreeMap<>();
            for (String method : METHODS.subList(0, Math.min(2, actions - 2 * path))) {
                item.put(method, operation(method, path, parameters));
            }
            paths.put(template.apply(path), item);
        }
        return Map.of("openapi", "3.1.0", "info", Map.of("title", "bench", "version", "1"), "paths", paths);
    }

    private static Map<String, Object> operation(String method, int path, List<String> parameters) {
        return Map.of(
                "operationId",
                method + "Thing" + path,
                "summary",
                "Does with thing " + path + " what " + method + " says",
                "tags",
                List.of("things" + path / 20),
                "parameters",
                parameters.stream()
                        .map(name -> Map.of("name", name, "in", "path", "required", true, "schema", STRING))
                        .toList(),
                "responses",
                Map.of("200", Map.of("description", "done")));
    }
}
