package dev.mandate.engine.uri;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1) without the leniency of the platform's decoder. */
final class PercentCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentCoding() {}

    /**
     * Decodes every escape and reads the bytes as strict UTF-8, which has no overlong forms.
     *
     * @throws MalformedRequest on a broken escape, a raw character outside ASCII, or bytes that are not UTF-8
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && isAscii(text)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                throw new MalformedRequest("characters outside ASCII must be percent-encoded");
            }
        }
        return utf8(bytes.toByteArray());
    }

    /** Decodes what can be decoded: a broken escape stays as it is, and U+FFFD replaces bytes that are not UTF-8. */
    static String decodeLeniently(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int escaped = text.charAt(i) == '%' ? byteAt(text, i) : -1;
            if (escaped < 0) {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(escaped);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int escaped(String text, int percent) {
        int value = byteAt(text, percent);
        if (value < 0) {
            throw new MalformedRequest("a `%` must be followed by two hexadecimal digits");
        }
        return value;
    }

    /** Returns the byte of an escape; -1 if the escape is broken. */
    private static int byteAt(String text, int percent) {
        int high = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = high < 0 ? -1 : hexDigit(text.charAt(percent + 2));
        return low < 0 ? -1 : high << 4 | low;
    }

    /** Unlike {@link Character#digit}, ASCII digits alone. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRequest("percent-encoded bytes must be UTF-8");
        }
    }

    /** Appends the UTF-8 bytes of one code point as escapes. */
    static void escape(StringBuilder out, int codePoint) {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
        }
    }
}
