package dev.mandate.protocol.form;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash (FIPS 180-4): 32 bytes, compared by content, written as 64 hexadecimal digits. */
public final class Digest {
    /** Length of a hash in bytes. */
    public static final int LENGTH = 32;

    private final byte[] content;

    private Digest(byte[] content) {
        this.content = content;
    }

    /**
     * Returns a hash of these 32 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static Digest copyOf(byte[] content) {
        if (content.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not `" + content.length + "`");
        }
        return new Digest(content.clone());
    }

    /**
     * Parses 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Digest parse(String hex) {
        return copyOf(HexFormat.of().parseHex(hex));
    }

    /** Returns the hash of the bytes. */
    public static Digest of(byte[] content) {
        return new Digest(sha256().digest(content));
    }

    /** Returns the hash of the bytes. */
    public static Digest of(Bytes content) {
        return of(content.shared());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest d && Arrays.equals(content, d.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(content);
    }
}
