package dev.mandate.control.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of JSON Schema as our documents use, for values as SnakeYAML reads them. */
record SchemaCheck(Map<?, ?> document) {
    void check(Map<?, ?> schema, @Nullable Object value, String where) {
        if (schema.get("$ref") instanceof String reference) {
            check(found(reference), value, where);
            return;
        }
        if (schema.containsKey("type")) {
            assertThat(types(schema.get("type")).stream().anyMatch(type -> is(type, value)))
                    .as(where + ": `" + value + "` is no " + schema.get("type"))
                    .isTrue();
        }
        if (schema.get("enum") instanceof List<?> choices) {
            assertThat(choices.stream().anyMatch(choice -> choice.equals(value)))
                    .as(where + ": `" + value + "`")
                    .isTrue();
        }
        if (schema.get("pattern") instanceof String pattern && value instanceof String text) {
            assertThat(text).as(where).containsPattern(pattern);
        }
        anyOf(schema, value, where);
        switch (value) {
            case Map<?, ?> members -> members(schema, members, where);
            case List<?> items
            when schema.get("items") instanceof Map<?, ?> each ->
                items.forEach(item -> check(each, item, where + "[]"));
            case null, default -> {}
        }
    }

    private void anyOf(Map<?, ?> schema, @Nullable Object value, String where) {
        for (String kind : List.of("oneOf", "anyOf")) {
            if (schema.get(kind) instanceof List<?> choices) {
                assertThat(choices.stream().anyMatch(choice -> fits((Map<?, ?>) choice, value)))
                        .as(where + ": `" + value + "` fits none of " + kind)
                        .isTrue();
            }
        }
        if (schema.get("allOf") instanceof List<?> all) {
            all.forEach(one -> check((Map<?, ?>) one, value, where));
        }
    }

    private boolean fits(Map<?, ?> schema, @Nullable Object value) {
        try {
            check(schema, value, "");
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private void members(Map<?, ?> schema, Map<?, ?> members, String where) {
        if (schema.get("required") instanceof List<?> required) {
            required.forEach(name -> assertThat(members.containsKey(name))
                    .as(where + ": `" + name + "` is required")
                    .isTrue());
        }
        Map<?, ?> known = schema.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        Object others = schema.get("additionalProperties");
        members.forEach((name, value) -> {
            if (known.get(name) instanceof Map<?, ?> property) {
                check(property, value, where + "." + name);
            } else if (others instanceof Map<?, ?> each) {
                check(each, value, where + "." + name);
            } else {
                assertThat(others).as(where + ": `" + name + "` is no member").isNotEqualTo(false);
            }
        });
    }

    private static List<?> types(Object type) {
        return type instanceof List<?> several ? several : List.of(type);
    }

    private static boolean is(Object type, @Nullable Object value) {
        return switch (String.valueOf(type)) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String || value instanceof Date;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            default -> false;
        };
    }

    private Map<?, ?> found(String reference) {
        Object at = document;
        for (String part : reference.substring(2).split("/", -1)) {
            at = Resource.member((Map<?, ?>) at, part);
        }
        return (Map<?, ?>) at;
    }
}
