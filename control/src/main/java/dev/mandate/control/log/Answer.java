package dev.mandate.control.log;

import dev.mandate.protocol.form.Bytes;
import java.util.Map;
import java.util.Objects;

/** An HTTP answer, kept to be given again for the same idempotency key. */
public record Answer(int status, Map<String, String> headers, Bytes body) {
    public Answer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
    }
}
