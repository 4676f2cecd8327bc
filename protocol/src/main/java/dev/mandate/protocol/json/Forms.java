package dev.mandate.protocol.json;

import dev.mandate.protocol.form.MalformedForm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the {@link Form} of a type. A record with a single string or number component, such as an id, is written as
 * that string or number; any other record as an object. Sets and maps are sorted, so that equal values give equal
 * bytes.
 */
public final class Forms {
    /** The maximum length of a string, in characters. A snapshot is one string in a line of the feed, so it is the length of a line. */
    public static final int LONGEST_STRING = 1 << 29;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<Key, Form> CACHE = new ConcurrentHashMap<>();

    /**
     * The key of a cached form: the type, and whether members that no record has are ignored at any depth instead of
     * refused.
     */
    private record Key(Type type, boolean lenient) {}

    private Forms() {}

    public static Form of(Type type, boolean lenient) {
        Key key = new Key(type, lenient);
        Form known = CACHE.get(key);
        if (known != null) {
            return known;
        }
        Form made = make(type, lenient);
        CACHE.put(key, made);
        return made;
    }

    private static Form make(Type type, boolean lenient) {
        if (type instanceof ParameterizedType p) {
            return container(p, lenient);
        }
        Class<?> c = (Class<?>) type;
        Form scalar = ScalarForm.of(c);
        if (scalar != null) {
            return scalar;
        }
        if (!c.isRecord()) {
            throw new AssertionError("no form for " + c);
        }
        Form value = value(c);
        return value == null ? new RecordForm(c, lenient) : value;
    }

    /** Returns the form of a record that only wraps a string or a number; null for any other type. */
    private static @Nullable Form value(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        boolean wraps = components.length == 1
                && (components[0].getType() == String.class || components[0].getType() == int.class);
        return wraps ? new ValueForm(new RecordForm(type, false), Member.of(components[0], false)) : null;
    }

    private static Form container(ParameterizedType type, boolean lenient) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class) {
            return new ListForm(of(arguments[0], lenient), false);
        }
        if (raw == Set.class) {
            return new ListForm(of(arguments[0], lenient), true);
        }
        if (raw == Map.class) {
            return new MapForm(of(arguments[0], lenient), of(arguments[1], lenient));
        }
        throw new AssertionError("no form for " + type);
    }

    public static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    /**
     * Parses one JSON document.
     *
     * @throws MalformedForm if the bytes are not exactly one JSON document
     */
    public static JsonNode tree(byte[] bytes, String what) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new MalformedForm("`" + what + "` is no JSON document", e);
        }
    }
}
