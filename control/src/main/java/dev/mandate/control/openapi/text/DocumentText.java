package dev.mandate.control.openapi.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The step from bytes to values: size, encoding, and which of the two forms it is. */
public final class DocumentText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String EMPTY = "the document is empty; send OpenAPI 3.0 or 3.1";

    private DocumentText() {}

    public static Value parse(byte[] document, ReaderLimits limits) {
        if (document.length > limits.documentBytes()) {
            throw DocumentRefused.whole("the document has " + document.length + " bytes, at most "
                    + limits.documentBytes() + " are read; split it or raise `MANDATE_API_LARGEST_DOCUMENT`");
        }
        String text = decode(document);
        requireCharacters(text);
        if (text.isBlank()) {
            // a YAML parser would complain about its tabs
            throw DocumentRefused.whole(EMPTY);
        }
        Value value = text.stripLeading().startsWith("{") ? JsonText.parse(text, limits) : YamlText.parse(text, limits);
        return switch (value) {
            case Value.Members members -> members;
            case Value.Nothing _ -> throw DocumentRefused.whole(EMPTY);
            case Value.Items _, Value.Text _, Value.Numeric _, Value.Flag _ ->
                throw DocumentRefused.whole(
                        "the document is " + value.kind() + "; it must be an object with the member `openapi`");
        };
    }

    private static String decode(byte[] document) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw DocumentRefused.whole("the document is not UTF-8; save it as UTF-8");
        }
    }

    /** JSON and YAML exclude most controls (RFC 8259, section 7; YAML 1.2, section 5.1); the YAML parser would not say where. */
    private static void requireCharacters(String text) {
        int line = 1;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                start = at + 1;
            } else if (isExcluded(c)) {
                throw refusedAt(
                        line,
                        at - start + 1,
                        "the control character U+%04X is in no document; remove it".formatted((int) c));
            }
        }
    }

    private static boolean isExcluded(char c) {
        return Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\u0085';
    }

    /**
     * Returns a text that was written with escapes.
     *
     * @throws DocumentRefused if it has half of a surrogate pair, which no UTF-8 can hold
     */
    static String whole(String text, int line, int column) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (Character.getType(c) == Character.SURROGATE) {
                throw refusedAt(
                        line,
                        column,
                        "this text has U+%04X, which is half of a surrogate pair; write both halves, or the character"
                                        .formatted(c)
                                + " itself");
            }
        }
        return text;
    }

    /** A problem of the text itself, before there is anything to point into. */
    static DocumentRefused refusedAt(int line, int column, String message) {
        return DocumentRefused.whole("line " + line + ", column " + column + ": " + message);
    }
}
