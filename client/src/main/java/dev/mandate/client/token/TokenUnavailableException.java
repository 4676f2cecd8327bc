package dev.mandate.client.token;

import org.jspecify.annotations.Nullable;

/** The token endpoint could not be reached, or its answer was no token response. A later retry may succeed. */
public final class TokenUnavailableException extends TokenException {
    TokenUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
