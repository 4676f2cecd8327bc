package dev.mandate.control.log.command;

import dev.mandate.control.directory.Thing;
import dev.mandate.protocol.form.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP answer, kept to be given again for the same idempotency key.
 *
 * @param about the thing that the body describes; once it is removed, the answer is not given again, and if it is a user, the
 *     answer is deleted, since it may hold personal data
 */
public record KeptAnswer(int status, Map<String, String> headers, Bytes body, Optional<Thing> about) {
    public KeptAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(about);
    }

    /** An answer that describes no thing. */
    public KeptAnswer(int status, Map<String, String> headers, Bytes body) {
        this(status, headers, body, Optional.empty());
    }

    /** Returns whether the thing that this answer describes was removed. */
    public boolean outdated(CommandState now) {
        return about.filter(thing -> now.directory().everUsed(thing)
                        && now.directory().find(thing).isEmpty())
                .isPresent();
    }
}
