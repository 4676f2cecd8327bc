package dev.mandate.control.token.bearer;

import dev.mandate.engine.Caller;
import dev.mandate.engine.Reason;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A token of ours whose tenant, app, user or credential does not stand: 401, without saying which. */
final class NotStanding extends InvalidBearerTokenException {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final Reason reason;

    NotStanding(Caller caller, Reason reason) {
        super(reason.name());
        this.caller = caller;
        this.reason = reason;
    }

    Caller caller() {
        return caller;
    }

    Reason reason() {
        return reason;
    }
}
