package dev.mandate.control.log;

import dev.mandate.control.directory.Thing;
import dev.mandate.protocol.form.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP answer, kept to be given again for the same idempotency key.
 *
 * @param about the thing that the body describes: once it is removed, the answer is not given again, and that of a user, which may
 *     hold personal data, is deleted
 */
public record Answer(int status, Map<String, String> headers, Bytes body, Optional<Thing> about) {
    public Answer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(about);
    }

    /** An answer that describes no thing. */
    public Answer(int status, Map<String, String> headers, Bytes body) {
        this(status, headers, body, Optional.empty());
    }

    /** Whether the thing that this answer describes is not there any more. */
    boolean outdated(State now) {
        return about.filter(thing -> now.directory().everUsed(thing)
                        && now.directory().find(thing).isEmpty())
                .isPresent();
    }
}
