package dev.mandate.protocol.form;

import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A record that wraps a string or a number, written as the wrapped value. */
record ValueForm(RecordForm record, Member content) implements Form {
    @Override
    public JsonNode write(Object value) {
        return content.form().write(Objects.requireNonNull(content.of(value)));
    }

    @Override
    public Object read(JsonNode node, String where) {
        content.form().read(node, where);
        return record.read(JsonNodeFactory.instance.objectNode().set(content.name(), node), where);
    }
}
