package dev.mandate.control.token.bearer;

import dev.mandate.engine.Bearer;
import java.util.Set;

/**
 * An access token whose signature, type, issuer, audience and times are right.
 *
 * @param scopes as in the token, empty without the claim
 */
record VerifiedToken(Bearer bearer, Set<String> scopes) {
    VerifiedToken {
        scopes = Set.copyOf(scopes);
    }
}
