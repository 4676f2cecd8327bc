package dev.mandate.control.openapi.text;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Strict JSON (RFC 8259) as values: unique names, nothing after the end, no extensions of any parser. */
final class JsonText {
    private final JsonParser parser;
    private final ReaderLimits limits;
    private int values;

    private JsonText(JsonParser parser, ReaderLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    static Value parse(String text, ReaderLimits limits) {
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(constraints(limits)).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return new JsonText(parser, limits).document();
        } catch (JacksonException e) {
            // the parser's own words name its classes and switches; the place is what helps
            TokenStreamLocation at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
            throw DocumentText.refusedAt(
                    at.getLineNr(),
                    at.getColumnNr(),
                    "this is not JSON, and a document that begins with `{` is read as strict JSON; correct it, or write"
                            + " YAML in block style");
        }
    }

    /** Depth is checked here, with a message of our own; the parser's limit is the second line. */
    private static StreamReadConstraints constraints(ReaderLimits limits) {
        return StreamReadConstraints.builder()
                .maxNestingDepth(ReaderLimits.DEEPEST + 1)
                .maxStringLength(limits.documentBytes())
                .maxNameLength(limits.documentBytes())
                .maxNumberLength(limits.documentBytes())
                .build();
    }

    private Value document() {
        Value value = value(parser.nextToken(), 0);
        if (parser.nextToken() != null) {
            throw refused("something follows the end of the document; send one document at a time");
        }
        return value;
    }

    private Value value(JsonToken token, int depth) {
        if (++values > limits.values()) {
            TokenStreamLocation at = parser.currentTokenLocation();
            throw limits.tooManyValues(at.getLineNr(), at.getColumnNr());
        }
        return switch (token) {
            case START_OBJECT -> members(deeper(depth));
            case START_ARRAY -> items(deeper(depth));
            case VALUE_STRING -> new Value.Text(whole(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Numeric(parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Value.Flag(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> Value.Nothing.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw refused("a value is missing; add it");
        };
    }

    private Value members(int depth) {
        Map<String, Value> members = new LinkedHashMap<>(4);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            if (members.containsKey(name)) {
                throw refused("the member " + quoted(name) + " stands twice in one object; remove one of them");
            }
            members.put(name, value(parser.nextToken(), depth));
        }
        return new Value.Members(members);
    }

    private Value items(int depth) {
        List<Value> items = new ArrayList<>(4);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth));
        }
        return new Value.Items(items);
    }

    private int deeper(int depth) {
        if (depth >= limits.depth()) {
            throw refused("nested deeper than " + limits.depth()
                    + " levels; flatten it, or raise `MANDATE_API_DOCUMENT_DEPTH`");
        }
        return depth + 1;
    }

    private String whole(String text) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return DocumentText.whole(text, at.getLineNr(), at.getColumnNr());
    }

    private DocumentRefused refused(String message) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return DocumentText.refusedAt(at.getLineNr(), at.getColumnNr(), message);
    }
}
