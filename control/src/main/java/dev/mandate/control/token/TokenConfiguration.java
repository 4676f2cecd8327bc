package dev.mandate.control.token;

import dev.mandate.control.log.Log;
import dev.mandate.control.log.Streams;
import dev.mandate.control.token.key.IdentityKeys;
import dev.mandate.control.token.key.PublishedKeys;
import dev.mandate.control.token.key.TokenKey;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything of this package, to be imported: the token endpoint, the public keys, and who may come in where. Needs {@link Log},
 * {@link Streams} and {@link JdbcClient}, with the migrations done.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
@Import({TokenEndpoint.class, ControlDoors.class, WellKnown.class, KeyRegistration.class})
public class TokenConfiguration {
    @Bean
    TokenKey tokenKey(Log log, JdbcClient jdbc, TokenSettings settings) throws IOException {
        return TokenKey.open(log, jdbc, settings.masterKey(), settings.masterKeyFile());
    }

    @Bean
    PublishedKeys publishedKeys(Streams streams) {
        return new PublishedKeys(streams);
    }

    @Bean
    IdentityKeys identityKeys(Log log) {
        return new IdentityKeys(log);
    }
}
