package dev.mandate.protocol.json;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.form.MalformedForm;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A map whose keys are strings on the wire, sorted by key. */
record MapForm(Form key, Form value) implements Form {
    @Override
    public JsonNode write(Object map) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        ((Map<?, ?>) map).forEach((k, v) -> sorted.put(key.write(k).stringValue(), value.write(v)));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        sorted.forEach(object::set);
        return object;
    }

    @Override
    public int format(Object map) {
        return ((Map<?, ?>) map)
                .entrySet().stream()
                        .mapToInt(e -> Math.max(key.format(e.getKey()), value.format(e.getValue())))
                        .max()
                        .orElse(Catalogue.FIRST_FORMAT);
    }

    @Override
    public Object read(JsonNode node, DocumentPlace where) {
        if (!node.isObject()) {
            throw new MalformedForm("`" + where + "` must be an object");
        }
        Map<Object, Object> map = new HashMap<>();
        node.properties().forEach(p -> {
            DocumentPlace place = where.member(p.getKey());
            map.put(key.read(JsonNodeFactory.instance.stringNode(p.getKey()), place), value.read(p.getValue(), place));
        });
        return map;
    }
}
