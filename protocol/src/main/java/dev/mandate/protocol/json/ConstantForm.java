package dev.mandate.protocol.json;

import dev.mandate.protocol.form.MalformedForm;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A constant of an enumeration as its name on the wire. */
final class ConstantForm implements Form {
    /** What a constant of ours could be called; nothing else is repeated in a message. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,40}");

    private final Map<String, ChangeConstant> byName = new TreeMap<>();
    private final Map<Object, ChangeConstant> byConstant = new HashMap<>();

    ConstantForm(Class<?> type) {
        for (ChangeConstant constant : ChangeConstant.of(type)) {
            byName.put(constant.name(), constant);
            byConstant.put(constant.constant(), constant);
        }
    }

    private ChangeConstant of(Object value) {
        return Objects.requireNonNull(byConstant.get(value));
    }

    @Override
    public JsonNode write(Object value) {
        return JsonNodeFactory.instance.stringNode(of(value).name());
    }

    @Override
    public int format(Object value) {
        return of(value).format();
    }

    @Override
    public Object read(JsonNode node, DocumentPlace where) {
        ChangeConstant known = node.isString() ? byName.get(node.stringValue()) : null;
        if (known == null) {
            throw new MalformedForm("`" + where + "` must be " + String.join(" or ", byName.keySet()) + unknown(node));
        }
        return known.constant();
    }

    private static String unknown(JsonNode node) {
        return node.isString() && NAME.matcher(node.stringValue()).matches()
                ? "; `" + node.stringValue() + "` is unknown to this release"
                : "";
    }
}
