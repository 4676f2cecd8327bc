package dev.mandate.control.token.bearer;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.problem.WrongAudience;
import dev.mandate.protocol.token.AccessToken;
import dev.mandate.protocol.token.AccessTokenReader;
import dev.mandate.protocol.token.InvalidTokenException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Verifies the access tokens of requests to one API of the control plane (RFC 9068, section 4). Thread-safe. */
public final class AccessTokens {
    private final AccessTokenReader reader;
    private final Supplier<Catalogue> catalogue;
    private final String issuer;
    private final Set<String> audiences;
    private final InstantSource clock;

    /**
     * @param catalogue the platform's, with the token keys in force at the moment of asking
     * @param audiences a token for any of them is accepted
     */
    public AccessTokens(Supplier<Catalogue> catalogue, URI issuer, Set<String> audiences, InstantSource clock) {
        this.reader = new AccessTokenReader(issuer.toString());
        this.catalogue = catalogue;
        this.issuer = issuer.toString();
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
    }

    /** Returns whether one of the token's audiences is this API. */
    boolean isForHere(AccessToken token) {
        return !Collections.disjoint(token.audience(), audiences);
    }

    /** Returns the detail for a caller whose token is for the other API. */
    String otherDoor(AccessToken token) {
        return WrongAudience.detail(token.audience(), issuer);
    }

    /** Returns a token for any API; empty if it was not issued here, or has expired or is not valid yet. */
    Optional<AccessToken> read(String text) {
        try {
            // the keys of this moment, so that the signer needs no further check
            AccessToken token = reader.read(text, catalogue.get());
            token.validity().check(clock.instant());
            return Optional.of(token);
        } catch (InvalidTokenException refused) {
            return Optional.empty();
        }
    }
}
