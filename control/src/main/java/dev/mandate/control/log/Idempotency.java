package dev.mandate.control.log;

import dev.mandate.protocol.form.Digest;
import java.util.Objects;
import java.util.function.Function;

/**
 * The caller's wish that asking twice does it once.
 *
 * @param key the caller's, 1 to 255 characters
 * @param requestDigest of everything that the request asks for; another one under the same key is refused
 * @param answer made inside the transaction, to be kept with the key
 */
public record Idempotency<R>(String key, Digest requestDigest, Function<Committed<R>, Answer> answer) {
    private static final int LONGEST = 255;

    /**
     * Checks the key.
     *
     * @throws Refusal 400 if it is empty or too long
     */
    public Idempotency {
        Objects.requireNonNull(requestDigest);
        Objects.requireNonNull(answer);
        if (key.isEmpty() || key.length() > LONGEST) {
            throw Refusal.of(
                    400, "invalid_request", "Invalid request", "`Idempotency-Key` must be 1 to 255 characters");
        }
    }
}
