package dev.mandate.client.token;

import org.jspecify.annotations.Nullable;

/** No token was obtained. The message never contains the secret or a token. */
public abstract sealed class TokenException extends RuntimeException
        permits TokenRefusedException, TokenUnavailableException {
    TokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
