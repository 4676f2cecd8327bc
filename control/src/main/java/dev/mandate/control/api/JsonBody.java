package dev.mandate.control.api;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.protocol.form.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** JSON in and out, without leniency: an unknown field, a wrong type or a repeated name is an error that names the field. */
public final class JsonBody {
    /** Characters that the check of the encoding decodes at a time. */
    private static final int DECODED = 4_096;

    private static final int DEEPEST = 500;
    private static final int LONGEST_NUMBER = 1_000;

    /** Text and names are as long as the body may be. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private static final JsonMapper MAPPER = mapper();

    /** Names the bytes that are read, for {@link #sent}. */
    private static final String BODY = "body";

    private JsonBody() {}

    private static JsonMapper mapper() {
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /**
     * Reads a body.
     *
     * @throws dev.mandate.control.log.command.Refusal 400, naming the field
     */
    public static <T> T read(byte[] body, Class<T> form) {
        if (body.length == 0) {
            throw Refusals.malformed("", "the body is empty: send a JSON object");
        }
        if (isOfAnotherEncoding(body)) {
            throw Refusals.malformed("", "the body is not UTF-8: send JSON in UTF-8 (RFC 8259, section 8.1)");
        }
        try {
            T read = MAPPER.readerFor(form).withAttribute(BODY, body).readValue(body);
            if (read == null) {
                throw Refusals.malformed("", "the body is `null`: send a JSON object");
            }
            return read;
        } catch (JacksonException e) {
            throw refused(e);
        }
    }

    /**
     * Returns the bytes of the object that begins at the parser's token, as they were sent, and skips it: for a deserializer of a member
     * that has a reader of its own.
     */
    public static Bytes sent(JsonParser parser, DeserializationContext context) {
        byte[] body = (byte[]) Objects.requireNonNull(context.getAttribute(BODY));
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        int to = Math.toIntExact(parser.currentLocation().getByteOffset());
        return Bytes.copyOf(Arrays.copyOfRange(body, from, to));
    }

    /** Whether it is not UTF-8: the parser reads UTF-16 and UTF-32 as well, and JSON in UTF-8 has no byte 0. */
    private static boolean isOfAnotherEncoding(byte[] body) {
        for (byte one : body) {
            if (one == 0) {
                return true;
            }
        }
        return !isUtf8(body);
    }

    /** INVARIANT: bytes that a strict reader refuses, such as overlong forms, are refused, as Jackson reads them as other characters. */
    private static boolean isUtf8(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer discarded = CharBuffer.allocate(Math.min(body.length, DECODED));
        CoderResult result;
        do {
            discarded.clear();
            result = decoder.decode(in, discarded, true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }

    /**
     * Reads a body that is an object of any members, none of them null.
     *
     * @throws dev.mandate.control.log.command.Refusal 400, naming the field
     */
    public static Map<String, Object> readMap(byte[] body) {
        Map<String, Object> map = new LinkedHashMap<>();
        readMapWithNulls(body).forEach((key, value) -> {
            if (value == null) {
                throw Refusals.malformed(Text.shown(key), "must not be null");
            }
            map.put(key, value);
        });
        return map;
    }

    /** The same where null means something. */
    static Map<String, @Nullable Object> readMapWithNulls(byte[] body) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Map<?, ? extends @Nullable Object> object = read(body, Map.class);
        object.forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    private static RuntimeException refused(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                Refusals.malformed(path(unknown), "is not a field here: known are " + known(unknown));
            case DatabindException wrong -> Refusals.malformed(path(wrong), wrongType(wrong));
            case StreamConstraintsException _ ->
                Refusals.malformed(
                        "",
                        "the body is over a limit: objects and lists are read to " + DEEPEST + " levels, numbers to "
                                + LONGEST_NUMBER + " characters");
            case StreamReadException malformed -> Refusals.malformed("", malformed(malformed));
            default -> Refusals.malformed("", "the body is not JSON");
        };
    }

    /** Jackson's messages name its classes and features, so the text is ours. */
    private static String malformed(StreamReadException e) {
        TokenStreamLocation at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
        String near = " line " + at.getLineNr() + ", column " + at.getColumnNr();
        if (e instanceof UnexpectedEndOfInputException) {
            return "the body is not JSON: it ends at" + near + " before it is complete";
        }
        // a repeated name is well-formed JSON; the parser still holds that name
        boolean twice = e.getOriginalMessage().startsWith("Duplicate");
        String name = twice && e.processor() != null ? e.processor().currentName() : null;
        return name == null
                ? "the body is not JSON near" + near
                : "the body has the field `" + Text.shown(name) + "` twice in one object, at" + near;
    }

    private static String wrongType(DatabindException e) {
        return e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null
                ? refused.getMessage()
                : expected(e);
    }

    private static String expected(DatabindException e) {
        Class<?> type = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
        if (type == null) {
            return "has a wrong type or is missing";
        }
        String kind;
        if (type == String.class) {
            kind = "a string";
        } else if (type == Boolean.class || type == boolean.class) {
            kind = "true or false";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            kind = "a number";
        } else if (Collection.class.isAssignableFrom(type)) {
            kind = "a list";
        } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            kind = "an object" + members(type);
        } else {
            return "has a wrong type or is missing";
        }
        return (e.getPath().isEmpty() ? "the body must be " : "must be ") + kind;
    }

    private static String members(Class<?> type) {
        return type.isRecord()
                ? " with "
                        + Arrays.stream(type.getRecordComponents())
                                .map(member -> "`" + member.getName() + "`")
                                .collect(Collectors.joining(", "))
                : "";
    }

    private static String known(UnrecognizedPropertyException e) {
        List<Object> ids = e.getKnownPropertyIds() == null ? List.of() : List.copyOf(e.getKnownPropertyIds());
        return ids.stream().map(id -> "`" + id + "`").sorted().collect(Collectors.joining(", "));
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(r ->
                        r.getPropertyName() == null ? "[" + r.getIndex() + "]" : "." + Text.shown(r.getPropertyName()))
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** An object with one member more. */
    static JsonNode with(@Nullable Object object, String member, Object value) {
        ObjectNode extended = MAPPER.createObjectNode();
        if (object != null) {
            extended.setAll((ObjectNode) MAPPER.valueToTree(object));
        }
        extended.set(member, MAPPER.valueToTree(value));
        return extended;
    }

    /** Returns a value as plain maps, lists, strings and numbers, as a problem holds them. */
    public static Object plain(Object value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /** Writes what an answer holds. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
