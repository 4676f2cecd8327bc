package dev.mandate.protocol.json;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record that wraps a string or a number, written as the wrapped value. */
record ValueForm(RecordForm record, Member content) implements Form {
    @Override
    public JsonNode write(Object value) {
        return content.form().write(Objects.requireNonNull(content.of(value)));
    }

    @Override
    public int format(Object value) {
        return content.form().format(Objects.requireNonNull(content.of(value)));
    }

    @Override
    public Object read(JsonNode node, DocumentPlace where) {
        return record.made(new @Nullable Object[] {content.form().read(node, where)}, where);
    }
}
