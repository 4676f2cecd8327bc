package dev.mandate.control.token.endpoint;

import dev.mandate.control.token.issuer.TokenScopes;
import dev.mandate.engine.Caller;
import dev.mandate.engine.app.ManagementScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What an access token says (RFC 9068, section 2): who it is, never what it may do. The subject is the on-behalf user, the
 * actor is the app.
 */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final String gateway;
    private final String control;

    AccessTokenClaims(String gateway, String control) {
        this.gateway = gateway;
        this.control = control;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Authentication principal = context.getPrincipal();
        if (!(principal instanceof VerifiedClientAuthentication authenticated)) {
            throw new IllegalStateException("this is a bug: a token was asked for without a client");
        }
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type("at+jwt");
        write(context.getClaims(), authenticated.client(), context.getAuthorizedScopes());
    }

    private void write(JwtClaimsSet.Builder claims, VerifiedClient client, Set<String> scopes) {
        Caller caller = client.caller();
        claims.subject(caller.tenant() + "/" + caller.user())
                .audience(audiences(scopes))
                .claim("client_id", caller.app().value())
                .claim("act", Map.of("sub", caller.app().value()))
                .claim("tenant", caller.tenant().value())
                .claim("rev", client.revision())
                .claim("cred", client.credential().value())
                // iat says it already: a token of ours is never of later
                .claims(c -> c.remove("nbf"));
        if (!scopes.isEmpty()) {
            claims.claim("scope", String.join(" ", scopes.stream().sorted().toList()));
        }
    }

    /** Partner APIs and management have audiences of their own; only callers of the decision endpoints need both. */
    private List<String> audiences(Set<String> scopes) {
        Set<ManagementScope> management = TokenScopes.of(scopes);
        if (management.isEmpty()) {
            return List.of(gateway);
        }
        return management.contains(ManagementScope.ASK) ? List.of(gateway, control) : List.of(control);
    }
}
