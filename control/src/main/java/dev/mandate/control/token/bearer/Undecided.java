package dev.mandate.control.token.bearer;

import org.springframework.security.core.AuthenticationException;

/** Not enough is known to say whether the bearer stands: 503, neither yes nor no. */
final class Undecided extends AuthenticationException {
    Undecided(String message) {
        super(message);
    }
}
