package dev.mandate.control.token.bearer;

import dev.mandate.engine.Caller;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A valid token whose audience is the other API: 401, and {@code detail} names that API. */
final class Misdirected extends InvalidBearerTokenException {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final String detail;

    Misdirected(Caller caller, String detail) {
        super("aud");
        this.caller = caller;
        this.detail = detail;
    }

    Caller caller() {
        return caller;
    }

    /** Names the API that the token is for. */
    String detail() {
        return detail;
    }
}
