package dev.mandate.client.token;

import org.jspecify.annotations.Nullable;

/** The token endpoint could not be reached or did not answer as one: asking again later may help. */
public final class TokenUnavailableException extends TokenException {
    TokenUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
