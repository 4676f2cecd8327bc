package dev.mandate.control.openapi.text;

/**
 * How large a document may be before it is refused.
 *
 * @param documentBytes size of the document as sent; 16 MiB unless set (the whole API of GitHub has 14)
 * @param operations path keys, and operations, of one document; 5,000 unless set
 * @param depth objects and lists inside each other, in JSON and YAML alike; 200 unless set, at most 500
 * @param values objects, lists and scalars of the document, with every YAML alias and merge key written out; 2,000,000 unless
 *     set. So a few lines with aliases cannot make more values than a large document has
 * @param lineLength characters in one line of YAML; 65,536 unless set. The parser's time grows with the square of a
 *     line's length; JSON has no such limit
 * @param entries members of one list or object that is read whole, such as an operation's parameters, an {@code
 *     x-mandate} list or a path item; 200 unless set
 */
public record ReaderLimits(int documentBytes, int operations, int depth, int values, int lineLength, int entries) {
    public static final ReaderLimits DEFAULT = new ReaderLimits(16 << 20, 5_000, 200, 2_000_000, 1 << 16, 200);

    /** Deeper nesting would be a risk to the stack of the thread that reads. */
    public static final int DEEPEST = 500;

    public ReaderLimits {
        atLeastOne("documentBytes", documentBytes);
        atLeastOne("operations", operations);
        atLeastOne("depth", depth);
        atLeastOne("values", values);
        atLeastOne("lineLength", lineLength);
        atLeastOne("entries", entries);
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("`depth` must be at most " + DEEPEST);
        }
    }

    public ReaderLimits withDocumentBytes(int bytes) {
        return new ReaderLimits(bytes, operations, depth, values, lineLength, entries);
    }

    public ReaderLimits withDepth(int levels) {
        return new ReaderLimits(documentBytes, operations, levels, values, lineLength, entries);
    }

    public ReaderLimits withValues(int count) {
        return new ReaderLimits(documentBytes, operations, depth, count, lineLength, entries);
    }

    /** Refuses a text that holds more values than these. */
    DocumentRefused tooManyValues(int line, int column) {
        return DocumentText.refusedAt(
                line,
                column,
                "more than " + values + " values, with every alias written out; split the document or raise"
                        + " `MANDATE_API_DOCUMENT_VALUES`");
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("`" + name + "` must be at least 1");
        }
    }
}
