package dev.mandate.protocol.token;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object of a token, read without conversion: a number is a number, a name is a string. Each method
 * throws {@link InvalidTokenException} if the member is missing or of another type.
 *
 * @param members a JSON object
 */
record TokenClaims(JsonNode members) {
    Set<String> names() {
        return Set.copyOf(members.propertyNames());
    }

    boolean has(String name) {
        return members.has(name);
    }

    String text(String name) {
        JsonNode value = members.path(name);
        InvalidTokenException.check(value.isString(), name + " must be a string");
        return value.stringValue();
    }

    /** Returns a NumericDate or a revision in whole units, not negative. */
    long number(String name) {
        JsonNode value = members.path(name);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
        InvalidTokenException.check(whole, name + " must be a whole number");
        return value.longValue();
    }

    /** Returns one string or a list of strings (RFC 7519, section 4.1.3). */
    List<String> texts(String name) {
        JsonNode value = members.path(name);
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        boolean strings = value.isArray() && value.valueStream().allMatch(JsonNode::isString);
        InvalidTokenException.check(strings, name + " must be a string or strings");
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    /** Returns the words of a string that a space separates (RFC 6749, section 3.3); empty without the member. */
    Set<String> words(String name) {
        String text = has(name) ? text(name) : "";
        return List.of(text.split(" ", -1)).stream()
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    TokenClaims object(String name) {
        JsonNode value = members.path(name);
        InvalidTokenException.check(value.isObject(), name + " must be an object");
        return new TokenClaims(value);
    }
}
