package dev.mandate.samples.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mandate.client.upstream.UpstreamAutoConfiguration;
import dev.mandate.samples.operator.OperatorCalls;
import dev.mandate.samples.operator.OperatorPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The beans that every service has. Auto-configurations are imported one by one, because a service may share its class
 * path with other applications, whose libraries must not be configured here.
 */
@Configuration(proxyBeanMethods = false)
@Import(ServiceAdvice.class)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    UpstreamAutoConfiguration.class
})
public class ServiceConfiguration {
    private static final int CONNECTIONS = 8;
    private static final long LONGEST_BODY = 1024 * 1024L;

    ServiceConfiguration() {}

    @Bean
    HikariDataSource serviceDataSource(ServiceSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(settings.api());
        pool.setJdbcUrl(settings.database().url());
        pool.setUsername(settings.database().user());
        pool.setPassword(settings.database().password());
        pool.setSchema(settings.schema());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        migrate(settings.schema(), settings.database());
        return new HikariDataSource(pool);
    }

    private static void migrate(String schema, Database database) {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .schemas(schema)
                .locations("classpath:db/" + schema)
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
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    @Bean
    OperatorPort operatorPort(ServiceSettings settings, OperatorCalls calls, JdbcClient database, JsonMapper json)
            throws IOException {
        Listen listen = settings.listen();
        return new OperatorPort(new InetSocketAddress(listen.host(), listen.operatorPort()), calls, database, json);
    }
}
