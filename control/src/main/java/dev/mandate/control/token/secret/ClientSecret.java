package dev.mandate.control.token.secret;

import dev.mandate.protocol.form.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A generated client secret: {@code mandate_cs_}, 43 base62 digits of 256 random bits, 6 base62 digits of the CRC-32 of all
 * that stands before them. So a scanner finds a leaked one by {@code mandate_cs_[0-9A-Za-z]{49}} and tells it from a look-alike without
 * asking anybody.
 *
 * <p>It is shown once and kept as SHA-256: a slow hash protects weak secrets, and 256 random bits are none.
 */
public final class ClientSecret {
    /** What every client secret starts with. */
    public static final String PREFIX = "mandate_cs_";

    private static final int BITS = 256;
    private static final int BODY = 43;
    private static final int CHECKSUM = 6;

    private final String text;

    private ClientSecret(String text) {
        this.text = text;
    }

    /** A new one. */
    public static ClientSecret generate(SecureRandom random) {
        return of(new BigInteger(BITS, random));
    }

    static ClientSecret of(BigInteger bits) {
        String unchecked = PREFIX + Base62.write(bits, BODY);
        return new ClientSecret(unchecked + checksum(unchecked));
    }

    /** Reads what a client sent; empty if it cannot be a secret of ours. */
    public static Optional<ClientSecret> parse(String text) {
        int end = PREFIX.length() + BODY;
        boolean shaped = text.length() == end + CHECKSUM
                && text.startsWith(PREFIX)
                && Base62.wellFormed(text.substring(PREFIX.length()));
        return shaped && checksum(text.substring(0, end)).equals(text.substring(end))
                ? Optional.of(new ClientSecret(text))
                : Optional.empty();
    }

    private static String checksum(String unchecked) {
        CRC32 crc = new CRC32();
        crc.update(unchecked.getBytes(StandardCharsets.US_ASCII));
        return Base62.write(BigInteger.valueOf(crc.getValue()), CHECKSUM);
    }

    /** The secret itself, to be shown once to whoever made it. */
    public String reveal() {
        return text;
    }

    /** SHA-256 of the secret, which is all that is kept of it. */
    public Digest digest() {
        return Digest.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Never the secret: it would end in a log. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
