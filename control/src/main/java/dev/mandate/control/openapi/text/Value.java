package dev.mandate.control.openapi.text;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A document's value, the same for JSON and YAML; a tree, or a graph without circles where YAML aliases share a part. */
public sealed interface Value {
    /** In the document's order, names unique. */
    record Members(Map<String, Value> byName) implements Value {
        public Members {
            byName = byName.isEmpty() ? Map.of() : Collections.unmodifiableMap(byName);
        }
    }

    record Items(List<Value> values) implements Value {
        public Items {
            values = values.isEmpty() ? List.of() : Collections.unmodifiableList(values);
        }
    }

    record Text(String text) implements Value {}

    /** As written: converting is left to the few who need the number, so `version: 1.10` stays what it is. */
    record Numeric(String text) implements Value {}

    record Flag(boolean set) implements Value {}

    enum Nothing implements Value {
        NULL
    }

    /** For messages. */
    default String kind() {
        return switch (this) {
            case Members _ -> "an object";
            case Items _ -> "a list";
            case Text _ -> "text";
            case Numeric _ -> "a number";
            case Flag _ -> "true or false";
            case Nothing _ -> "null";
        };
    }
}
