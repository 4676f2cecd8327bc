package dev.mandate.protocol.json;

import dev.mandate.protocol.form.MalformedForm;
import tools.jackson.databind.JsonNode;

/** Converts values of one Java type to and from JSON, strictly: reading accepts only what writing produces. */
public interface Form {
    JsonNode write(Object value);

    /** Returns the lowest format of the log whose readers know every constant in the value. */
    int format(Object value);

    /**
     * Reads a value.
     *
     * @param where the path in the document, for messages
     * @throws MalformedForm if the node is not what {@link #write} writes
     */
    Object read(JsonNode node, DocumentPlace where);
}
