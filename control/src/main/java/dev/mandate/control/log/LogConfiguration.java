package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the log as soon as its tables are there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
class LogConfiguration {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    Streams streams(Database database, LogSettings settings) {
        return Streams.open(database, settings);
    }

    @Bean
    Log log(Database database, Streams streams, LogSettings settings) {
        return new Log(database, streams, settings, InstantSource.system());
    }

    @Bean
    ChainVerifier chainVerifier(Database database) {
        return new ChainVerifier(database);
    }
}
