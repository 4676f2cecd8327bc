package dev.mandate.control.token.endpoint;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.token.bearer.FailureLimit;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.control.token.chain.ChainOrder;
import dev.mandate.control.token.chain.Stateless;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.control.token.key.MissingKey;
import dev.mandate.control.token.key.TokenKeys;
import dev.mandate.control.token.secret.ClientSecrets;
import dev.mandate.protocol.gateway.ControlPath;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenEndpointConfigurer;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncodingException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;

/** Spring's authorization server, for one grant at one endpoint with two names. */
@Configuration(proxyBeanMethods = false)
public class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);

    /** One pattern for both names: Spring's filters know one. */
    private static final String EITHER = "/{door:oauth2|connect}/token";

    private final TokenErrors errors;
    private final Limits limits;
    private final ProblemAnswer problems;
    private final TokenSettings settings;
    private final TokenKeys keys;

    TokenEndpoint(TokenSettings settings, TokenKeys keys, Limits limits, ProblemAnswer problems) {
        this.errors = new TokenErrors(problems, new FailureLimit(limits, problems));
        this.limits = limits;
        this.problems = problems;
        this.settings = settings;
        this.keys = keys;
    }

    // Spring's own revocation and introspection endpoints answer without knowing our tokens. The matcher leaves them,
    // and all else that
    // comes with the configurer, out of reach.
    @Bean
    @Order(ChainOrder.TOKEN)
    SecurityFilterChain tokenChain(HttpSecurity http, JdbcClient jdbc, Streams streams) {
        ClientStanding standing = new ClientStanding(streams, settings, InstantSource.system());
        ClientSecretProvider clients = new ClientSecretProvider(new ClientSecrets(jdbc), standing, settings);
        return Stateless.of(http)
                .securityMatcher(ControlPath.TOKEN, ControlPath.TOKEN_ALIAS)
                .oauth2AuthorizationServer(server -> serve(server, clients))
                .addFilterBefore(new TokenRequestShape(problems), CsrfFilter.class)
                .addFilterAfter(new TokenLimit(limits, problems), TokenRequestShape.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(errors))
                .build();
    }

    private void serve(OAuth2AuthorizationServerConfigurer server, ClientSecretProvider clients) {
        server.authorizationServerSettings(AuthorizationServerSettings.builder()
                        .issuer(settings.issuer().toString())
                        .tokenEndpoint(EITHER)
                        .build())
                .registeredClientRepository(new NoRegisteredClients())
                .authorizationService(new StatelessAuthorizationService())
                .tokenGenerator(tokens())
                .clientAuthentication(authentication -> authenticate(authentication, clients))
                .tokenEndpoint(this::grant);
    }

    private void authenticate(OAuth2ClientAuthenticationConfigurer authentication, ClientSecretProvider clients) {
        authentication
                .authenticationConverters(converters -> replace(converters, new ClientSecretConverter()))
                .authenticationProviders(providers -> replace(providers, clients))
                .errorResponseHandler(errors);
    }

    private void grant(OAuth2TokenEndpointConfigurer endpoint) {
        endpoint.accessTokenRequestConverters(converters -> replace(converters, new ClientCredentialsRequest()))
                .errorResponseHandler(errors);
    }

    private static <T> void replace(List<T> defaults, T ours) {
        defaults.clear();
        defaults.add(ours);
    }

    private OAuth2TokenGenerator<Jwt> tokens() {
        // asked for each token, as another key may sign by then
        JWKSource<SecurityContext> signing = (selector, context) -> selector.select(new JWKSet(keys.signing()));
        JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(signing));
        generator.setJwtCustomizer(new AccessTokenClaims(
                settings.issuer().toString(), settings.control().toString()));
        return context -> {
            try {
                return generator.generate(context);
            } catch (JwtEncodingException e) {
                throw unsigned(e);
            }
        };
    }

    /** Another try succeeds once the database is back, or this node has heard that its key was retired; nothing else passes. */
    private static OAuth2AuthenticationException unsigned(JwtEncodingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof DataAccessException || cause instanceof MissingKey) {
            LOG.warn("no token could be signed: {}", cause.getMessage());
            return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), e);
        }
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR), e);
    }
}
