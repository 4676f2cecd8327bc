package dev.mandate.control.token.bearer;

import dev.mandate.engine.Reason;
import org.springframework.security.core.AuthenticationException;

/** The state is too old to say whether the bearer is active: 503, neither yes nor no. */
final class Undecided extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Undecided(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
