package dev.mandate.control.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client secret as it is shown.
 *
 * @param value the secret itself, in the one answer that hands it out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretView(
        String id, @Nullable String value, @Nullable Instant created) {
    static SecretView shown(NewSecret secret) {
        return new SecretView(secret.id().value(), secret.secret().reveal(), null);
    }

    SecretView redacted() {
        return new SecretView(id, null, created);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "SecretView[id=" + id + "]";
    }
}
