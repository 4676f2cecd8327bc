package dev.mandate.protocol.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Bytes exactly as they were written, as a value: immutable, compared by content. */
public final class Bytes {
    /** None. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #base64} wrote.
     *
     * @throws IllegalArgumentException if it is not base64
     */
    static Bytes ofBase64(String text) {
        return new Bytes(Base64.getDecoder().decode(text));
    }

    String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    public int length() {
        return content.length;
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    /** Without a copy, for readers of this package that keep their hands off. */
    byte[] shared() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b && Arrays.equals(content, b.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Says how many, never what. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
