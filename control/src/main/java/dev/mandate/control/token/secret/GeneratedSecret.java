package dev.mandate.control.token.secret;

import dev.mandate.protocol.form.Digest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A generated client secret: {@code mandate_cs_}, 43 base62 digits of 256 random bits, 6 base62 digits of the CRC-32 of all
 * that stands before them. So a scanner finds a leaked one by {@code mandate_cs_[0-9A-Za-z]{49}} and tells it from a look-alike without
 * asking anybody.
 *
 * <p>It is shown once and kept as SHA-256: a slow hash protects weak secrets, and 256 random bits are none.
 */
public final class GeneratedSecret {
    /** What every client secret starts with. */
    public static final String PREFIX = "mandate_cs_";

    private final String text;

    private GeneratedSecret(String text) {
        this.text = text;
    }

    /** A new one. */
    public static GeneratedSecret generate(SecureRandom random) {
        return new GeneratedSecret(SecretText.generate(PREFIX, random));
    }

    static GeneratedSecret of(BigInteger bits) {
        return new GeneratedSecret(SecretText.of(PREFIX, bits));
    }

    /** Reads what a client sent; empty if it cannot be a secret of ours. */
    public static Optional<GeneratedSecret> parse(String text) {
        return SecretText.wellFormed(PREFIX, text) ? Optional.of(new GeneratedSecret(text)) : Optional.empty();
    }

    /** The secret itself, to be shown once to whoever made it. */
    public String reveal() {
        return text;
    }

    /** SHA-256 of the secret, which is all that is kept of it. */
    public Digest digest() {
        return SecretText.digest(text);
    }

    /** Never the secret: it would end in a log. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
