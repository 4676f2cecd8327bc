package dev.mandate.control.token.gateway;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Lets gateways in at {@code /internal} by their key; their name is the gateway's id. */
public final class GatewayAuthentication implements AuthenticationManager {
    private final GatewayKeys gateways;

    public GatewayAuthentication(GatewayKeys gateways) {
        this.gateways = gateways;
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        String gateway = gateways.holder(((BearerTokenAuthenticationToken) shown).getToken())
                .orElseThrow(() -> new InvalidBearerTokenException("not a gateway's key"));
        return new PreAuthenticatedAuthenticationToken(gateway, "", AuthorityUtils.createAuthorityList("GATEWAY"));
    }
}
