package dev.mandate.control.token.bearer;

import dev.mandate.engine.Caller;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A token of ours and of now that is for another door: 401, which says for which. */
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

    /** What the caller is told. */
    String detail() {
        return detail;
    }
}
