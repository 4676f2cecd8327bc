package dev.mandate.control.log;

import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.form.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP answer, kept to be given again for the same idempotency key.
 *
 * @param subject the user whose personal data the body may hold: it is not kept longer than these
 */
public record Answer(int status, Map<String, String> headers, Bytes body, Optional<UserId> subject) {
    public Answer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(subject);
    }

    /** An answer about no user. */
    public Answer(int status, Map<String, String> headers, Bytes body) {
        this(status, headers, body, Optional.empty());
    }
}
