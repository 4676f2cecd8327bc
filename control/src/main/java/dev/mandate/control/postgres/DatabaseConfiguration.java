package dev.mandate.control.postgres;

import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the database before anything that asks for a data source, and closes it after. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    @Bean(destroyMethod = "close")
    ControlDatabase database(DatabaseSettings settings) {
        return ControlDatabase.open(settings);
    }

    /** Closed with the database, not by itself. */
    @Bean(destroyMethod = "")
    DataSource dataSource(ControlDatabase database) {
        return database.dataSource();
    }

    @Bean
    FlywayConfigurationCustomizer migrations() {
        return flyway -> flyway.locations("classpath:db/control");
    }
}
