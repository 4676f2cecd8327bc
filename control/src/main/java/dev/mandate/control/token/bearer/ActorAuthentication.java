package dev.mandate.control.token.bearer;

import dev.mandate.engine.Bearer;
import dev.mandate.engine.app.ManagementScope;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The bearer of a token that was verified and admitted; its authorities are {@code SCOPE_admin} and the like. */
public final class ActorAuthentication extends AbstractAuthenticationToken {
    private final transient Actor actor;
    private final transient Bearer bearer;

    ActorAuthentication(Actor actor, Bearer bearer) {
        super(authorities(actor.scopes()));
        this.actor = actor;
        this.bearer = bearer;
        setAuthenticated(true);
    }

    private static Set<GrantedAuthority> authorities(Set<ManagementScope> scopes) {
        return scopes.stream()
                .map(s -> new SimpleGrantedAuthority("SCOPE_" + s.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The token's own word, as the engine reads it. */
    public Bearer bearer() {
        return bearer;
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    /** The token is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    /** {@code <tenant>/<user>}, the token's {@code sub}. */
    @Override
    public String getName() {
        return actor.tenant() + "/" + actor.user();
    }
}
