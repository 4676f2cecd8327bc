package dev.mandate.protocol.json;

import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A type that is one JSON string, number or boolean. */
record ScalarForm(
        String shape, Predicate<JsonNode> fits, Function<Object, JsonNode> writer, Function<JsonNode, Object> reader)
        implements Form {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ScalarForm LONG = new ScalarForm(
            "a whole number",
            n -> n.isIntegralNumber() && n.canConvertToLong(),
            v -> NODES.numberNode((long) v),
            JsonNode::longValue);

    private static final ScalarForm INT = new ScalarForm(
            "a whole number",
            n -> n.isIntegralNumber() && n.canConvertToInt(),
            v -> NODES.numberNode((int) v),
            JsonNode::intValue);

    private static final Map<Class<?>, ScalarForm> KNOWN = Map.of(
            String.class,
            text("a string", v -> (String) v, s -> s),
            Instant.class,
            text("a time in ISO 8601", Object::toString, Instant::parse),
            ActionKey.class,
            text("`METHOD /template`", Object::toString, ActionKey::parse),
            Bytes.class,
            text("base64", v -> ((Bytes) v).base64(), Bytes::ofBase64),
            Digest.class,
            text("64 hexadecimal digits", Object::toString, Digest::parse),
            boolean.class,
            new ScalarForm(
                    "true or false", JsonNode::isBoolean, v -> NODES.booleanNode((boolean) v), JsonNode::booleanValue),
            int.class,
            INT,
            // a nullable component
            Integer.class,
            INT,
            long.class,
            LONG,
            // a value of a map
            Long.class,
            LONG);

    static @Nullable Form of(Class<?> type) {
        // only within an optional
        Class<?> known = type == Boolean.class ? boolean.class : type;
        return type.isEnum() ? new ConstantForm(type) : KNOWN.get(known);
    }

    private static ScalarForm text(String shape, Function<Object, String> write, Function<String, Object> read) {
        return new ScalarForm(
                shape, JsonNode::isString, v -> NODES.stringNode(write.apply(v)), n -> read.apply(n.stringValue()));
    }

    @Override
    public JsonNode write(Object value) {
        return writer.apply(value);
    }

    @Override
    public int format(Object value) {
        return Catalogue.FIRST_FORMAT;
    }

    @Override
    public Object read(JsonNode node, DocumentPlace where) {
        if (!fits.test(node)) {
            throw new MalformedForm("`" + where + "` must be " + shape);
        }
        try {
            return reader.apply(node);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedForm("`" + where + "` must be " + shape, e);
        }
    }
}
