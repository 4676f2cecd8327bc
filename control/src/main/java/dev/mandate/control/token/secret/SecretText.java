package dev.mandate.control.token.secret;

import dev.mandate.protocol.form.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/** The form of generated secrets: a prefix, 43 base62 digits of 256 random bits, 6 base62 digits of the CRC-32 of all before. */
final class SecretText {
    private static final int BITS = 256;
    private static final int BODY = 43;
    private static final int CHECKSUM = 6;

    private SecretText() {}

    static String generate(String prefix, SecureRandom random) {
        return of(prefix, new BigInteger(BITS, random));
    }

    static String of(String prefix, BigInteger bits) {
        String unchecked = prefix + Base62.write(bits, BODY);
        return unchecked + checksum(unchecked);
    }

    /** Whether the text can be a secret with this prefix. */
    static boolean wellFormed(String prefix, String text) {
        int end = prefix.length() + BODY;
        boolean shaped = text.length() == end + CHECKSUM
                && text.startsWith(prefix)
                && Base62.wellFormed(text.substring(prefix.length()));
        return shaped && checksum(text.substring(0, end)).equals(text.substring(end));
    }

    private static String checksum(String unchecked) {
        CRC32 crc = new CRC32();
        crc.update(unchecked.getBytes(StandardCharsets.US_ASCII));
        return Base62.write(BigInteger.valueOf(crc.getValue()), CHECKSUM);
    }

    static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
