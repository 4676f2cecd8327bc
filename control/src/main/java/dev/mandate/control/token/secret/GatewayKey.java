package dev.mandate.control.token.secret;

import dev.mandate.protocol.form.Digest;
import java.security.SecureRandom;
import java.util.Optional;

/** A generated key of a gateway: {@code mandate_gk_} and, as a {@link GeneratedSecret}, 256 random bits and a checksum. Shown once. */
public final class GatewayKey {
    /** What every generated key starts with. */
    public static final String PREFIX = "mandate_gk_";

    private final String text;

    private GatewayKey(String text) {
        this.text = text;
    }

    /** A new one. */
    public static GatewayKey generate(SecureRandom random) {
        return new GatewayKey(SecretText.generate(PREFIX, random));
    }

    /** Reads what a gateway sent; empty if it cannot be a generated key. */
    public static Optional<GatewayKey> parse(String text) {
        return SecretText.wellFormed(PREFIX, text) ? Optional.of(new GatewayKey(text)) : Optional.empty();
    }

    /** The key itself, to be shown once to whoever made it. */
    public String reveal() {
        return text;
    }

    /** SHA-256 of the key, which is all that is kept of it. */
    public Digest digest() {
        return SecretText.digest(text);
    }

    /** Never the key: it would end in a log. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
