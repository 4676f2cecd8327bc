package dev.mandate.gateway.subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of a token, read without conversion: a number is a number, a name is a string. */
final class Claims {
    private final Map<String, Object> members;

    Claims(Map<String, Object> members) {
        this.members = members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new InvalidTokenException(name + " must be a string");
    }

    /** A NumericDate or revision in whole units, not negative. */
    long number(String name) {
        if (members.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw new InvalidTokenException(name + " must be a whole number");
    }

    /** One string or a list of strings (RFC 7519, section 4.1.3). */
    List<String> texts(String name) {
        @Nullable Object value = members.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new InvalidTokenException(name + " must be a string or strings");
    }

    Claims object(String name) {
        if (members.get(name) instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return new Claims(copy);
        }
        throw new InvalidTokenException(name + " must be an object");
    }
}
