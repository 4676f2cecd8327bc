package dev.mandate.gateway.subject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a whole token as sent, so that two tokens which differ anywhere are two. */
record TokenDigest(long a, long b, long c, long d) {
    /** One for each thread: finding the platform's takes longer than a good part of the work. A digest leaves it empty. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenDigest::sha256);

    static TokenDigest of(String token) {
        return of(token, 0);
    }

    /** Returns the digest of the text after so many characters of ASCII. */
    static TokenDigest of(String text, int after) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = SHA_256.get();
        digest.update(bytes, after, bytes.length - after);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new TokenDigest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException("this is a bug: no SHA-256", everyPlatformHasIt);
        }
    }
}
