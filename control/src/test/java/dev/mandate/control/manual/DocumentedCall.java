package dev.mandate.control.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One call as the management API's document describes it, with references followed. */
public record DocumentedCall(Map<?, ?> operation) {
    private static final Map<?, ?> DOCUMENT = Resource.object("/openapi/management.yaml");

    /** Returns the description of {@code METHOD path}. */
    public static DocumentedCall of(String call) {
        String[] words = call.split(" ", 2);
        Map<?, ?> path = child(child(DOCUMENT, "paths"), words[1]);
        return new DocumentedCall(child(path, words[0].toLowerCase(Locale.ROOT)));
    }

    private static Map<?, ?> child(Map<?, ?> object, String name) {
        return followed(Objects.requireNonNull(object.get(name), () -> "`" + name + "` is not described"));
    }

    private static Map<?, ?> followed(Object node) {
        Map<?, ?> object = (Map<?, ?>) node;
        if (!(object.get("$ref") instanceof String reference)) {
            return object;
        }
        Map<?, ?> found = DOCUMENT;
        for (String part : reference.substring("#/".length()).split("/", -1)) {
            found = (Map<?, ?>) Resource.member(found, part);
        }
        return followed(found);
    }

    /** Returns the names of parameters in {@code query}, {@code path} or {@code header}. */
    public Set<String> parameters(String in) {
        return operation.get("parameters") instanceof List<?> list
                ? list.stream()
                        .map(DocumentedCall::followed)
                        .filter(p -> in.equals(p.get("in")))
                        .map(p -> String.valueOf(p.get("name")))
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    /** Returns the statuses of answers. */
    public Set<String> answers() {
        return child(operation, "responses").keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public boolean takesBody() {
        return operation.containsKey("requestBody");
    }

    /** Returns the schema of the body. */
    public Map<?, ?> body() {
        return child(child(child(child(operation, "requestBody"), "content"), "application/json"), "schema");
    }

    /** Whether the schema is one of several, which the members of one type do not show. */
    public static boolean isChoice(Map<?, ?> schema) {
        return schema.containsKey("oneOf") || schema.containsKey("anyOf");
    }

    /** Returns the members of an object's schema. */
    public static Map<String, Map<?, ?>> properties(Map<?, ?> schema) {
        Map<String, Map<?, ?>> properties = new TreeMap<>();
        child(schema, "properties").forEach((name, member) -> properties.put(String.valueOf(name), followed(member)));
        return properties;
    }

    /** Returns the schema of a list's elements. */
    public static Map<?, ?> items(Map<?, ?> schema) {
        return child(schema, "items");
    }

    /** Returns the schema of the values of an object whose members have any names. */
    public static Map<?, ?> values(Map<?, ?> schema) {
        return child(schema, "additionalProperties");
    }
}
