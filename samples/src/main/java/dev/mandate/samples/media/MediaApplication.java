package dev.mandate.samples.media;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mandate.client.upstream.UpstreamAutoConfiguration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's parts. Auto-configurations are named one by one: the service may share its class path with other
 * applications, whose libraries must not configure themselves here.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    UpstreamAutoConfiguration.class
})
class MediaApplication {
    private static final String SCHEMA = "media";
    private static final int CONNECTIONS = 8;
    private static final long LONGEST_BODY = 1024 * 1024L;

    @Bean
    HikariDataSource mediaDataSource(MediaGatewaySettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("media-gateway");
        pool.setJdbcUrl(settings.database().url());
        pool.setUsername(settings.database().user());
        pool.setPassword(settings.database().password());
        pool.setSchema(SCHEMA);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        migrate(settings.database());
        return new HikariDataSource(pool);
    }

    private static void migrate(MediaGatewaySettings.Database database) {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .schemas(SCHEMA)
                .locations("classpath:db/media")
                .load()
                .migrate();
    }

    @Bean
    JdbcClient jdbcClient(DataSource database) {
        return JdbcClient.create(database);
    }

    @Bean
    TransactionTemplate transactionTemplate(DataSource database) {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Bean
    JsonMapper jsonMapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(LONGEST_BODY)
                                .build())
                        .build())
                .build();
    }
}
