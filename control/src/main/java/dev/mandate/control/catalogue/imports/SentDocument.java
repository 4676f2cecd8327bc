package dev.mandate.control.catalogue.imports;

import dev.mandate.control.api.JsonBody;
import dev.mandate.protocol.form.Bytes;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An OpenAPI document within a body: its text, or the JSON object itself as it was sent, which is not parsed here.
 *
 * @param bytes UTF-8
 */
@JsonDeserialize(using = SentDocument.Reader.class)
record SentDocument(Bytes bytes) {
    static final String EXPECTED = "must be an OpenAPI document: its text, or the JSON object itself";

    static final class Reader extends ValueDeserializer<SentDocument> {
        @Override
        public SentDocument deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                return new SentDocument(JsonBody.sent(parser, context));
            }
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return new SentDocument(Bytes.utf8(parser.getString()));
            }
            throw new IllegalArgumentException(EXPECTED);
        }
    }
}
