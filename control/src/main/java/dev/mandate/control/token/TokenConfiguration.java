package dev.mandate.control.token;

import dev.mandate.control.limit.LimitConfiguration;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.control.token.chain.SecurityChains;
import dev.mandate.control.token.endpoint.TokenEndpoint;
import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.gateway.SetGateways;
import dev.mandate.control.token.gateway.TokenIssuer;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.control.token.key.IdentityKeys;
import dev.mandate.control.token.key.Master;
import dev.mandate.control.token.key.PublishedKeys;
import dev.mandate.control.token.key.Rotation;
import dev.mandate.control.token.key.TokenKeys;
import dev.mandate.protocol.problem.ProblemTypes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything of this package, to be imported: the token endpoint, the public keys, and who may come in where. Needs {@link Log},
 * {@link Streams} and {@link JdbcClient}, with the migrations done.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
@Import({
    TokenEndpoint.class,
    SecurityChains.class,
    WellKnown.class,
    KeyRegistrationController.class,
    LimitConfiguration.class
})
public class TokenConfiguration {
    @Bean
    GatewayKeys gatewayKeys(Environment environment, JdbcClient jdbc, Streams streams) {
        SetGateways set = new SetGateways(Binder.get(environment)
                .bind("mandate.gateway-keys", Bindable.listOf(String.class))
                .orElse(List.of()));
        return new GatewayKeys(set, jdbc, streams);
    }

    @Bean
    TokenIssuer tokenIssuer(TokenSettings settings) {
        return new TokenIssuer(settings.issuer());
    }

    @Bean
    ProblemTypes problemTypes(TokenSettings settings) {
        return new ProblemTypes(settings.issuer());
    }

    @Bean
    ProblemAnswer problemAnswer(ProblemTypes types) {
        return new ProblemAnswer(types);
    }

    @Bean
    TokenKeys tokenKeys(Log log, Streams streams, JdbcClient jdbc, TokenSettings settings) throws IOException {
        TokenKeys.Platform platform = new TokenKeys.Platform(log, streams, InstantSource.system());
        return new Master(settings.masterKey(), settings.masterKeyFile())
                .tokenKeys(platform, jdbc, settings.schedule());
    }

    @Bean
    Rotation rotation(TokenKeys keys) {
        return new Rotation(keys);
    }

    @Bean
    PublishedKeys publishedKeys(Streams streams, GatewayKeys gateways) {
        return new PublishedKeys(streams, gateways::live);
    }

    @Bean
    IdentityKeys identityKeys(Log log) {
        return new IdentityKeys(log);
    }
}
