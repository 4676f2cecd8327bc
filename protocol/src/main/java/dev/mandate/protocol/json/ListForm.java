package dev.mandate.protocol.json;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.form.MalformedForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A list, or a set sorted by the JSON of its elements. */
record ListForm(Form element, boolean set) implements Form {
    @Override
    public JsonNode write(Object value) {
        List<JsonNode> nodes = new ArrayList<>();
        ((Collection<?>) value).forEach(e -> nodes.add(element.write(e)));
        if (set) {
            nodes.sort(Comparator.comparing(JsonNode::toString));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        nodes.forEach(array::add);
        return array;
    }

    @Override
    public int format(Object value) {
        return ((Collection<?>) value).stream().mapToInt(element::format).max().orElse(Catalogue.FIRST_FORMAT);
    }

    @Override
    public Object read(JsonNode node, DocumentPlace where) {
        if (!node.isArray()) {
            throw new MalformedForm("`" + where + "` must be an array");
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(element.read(node.get(i), where.item(i)));
        }
        return set ? distinct(elements, where) : elements;
    }

    private static Set<Object> distinct(List<Object> elements, DocumentPlace where) {
        Set<Object> set = Set.copyOf(elements);
        if (set.size() != elements.size()) {
            throw new MalformedForm("`" + where + "` must name nothing twice");
        }
        return set;
    }
}
