package dev.mandate.protocol.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** An immutable sequence of bytes, compared by content. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /** Returns the text encoded in UTF-8. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes what {@link #base64} returned.
     *
     * @throws IllegalArgumentException if the text is not base64
     */
    public static Bytes ofBase64(String text) {
        return new Bytes(Base64.getDecoder().decode(text));
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    public int length() {
        return content.length;
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    /** Returns the content without a copy; callers must not modify it. */
    public byte[] shared() {
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

    /** Returns the length only, never the content. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
