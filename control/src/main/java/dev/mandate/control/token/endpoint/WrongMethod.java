package dev.mandate.control.token.endpoint;

import dev.mandate.engine.app.AuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * The secret is right and live, but it was sent by a method that the app does not use (RFC 6749, section 5.2). Only who
 * knows the secret learns which method to use.
 */
final class WrongMethod extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final AuthenticationMethod expected;

    WrongMethod(AuthenticationMethod expected) {
        super(OAuth2ErrorCodes.INVALID_CLIENT);
        this.expected = expected;
    }

    /** What to do, as a sentence. */
    String advice() {
        return switch (expected) {
            case CLIENT_SECRET_BASIC ->
                "this app authenticates by client_secret_basic alone: send its id and secret by HTTP Basic";
            case CLIENT_SECRET_POST ->
                "this app authenticates by client_secret_post alone: send client_id and client_secret in the form";
        };
    }
}
