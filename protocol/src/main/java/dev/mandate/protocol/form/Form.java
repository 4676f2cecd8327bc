package dev.mandate.protocol.form;

import tools.jackson.databind.JsonNode;

/** One Java type as JSON; strict, so that what is read is all that was written. */
interface Form {
    JsonNode write(Object value);

    /**
     * Reads a value.
     *
     * @param where the place in the document, for messages
     * @throws MalformedForm if it is anything else than what {@link #write} writes
     */
    Object read(JsonNode node, String where);
}
