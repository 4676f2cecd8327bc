package dev.mandate.control.token.bearer;

import dev.mandate.engine.Bearer;
import java.util.List;
import java.util.Set;

/**
 * An access token whose signature, type, issuer and times are right.
 *
 * @param scopes as in the token, empty without the claim
 * @param audience the APIs that it is for, at least one
 */
record VerifiedToken(Bearer bearer, Set<String> scopes, List<String> audience) {
    VerifiedToken {
        scopes = Set.copyOf(scopes);
        audience = List.copyOf(audience);
    }
}
