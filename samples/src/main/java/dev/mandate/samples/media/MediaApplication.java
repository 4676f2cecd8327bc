package dev.mandate.samples.media;

import dev.mandate.samples.page.Pages;
import dev.mandate.samples.service.ServiceConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of the media gateway, in addition to those that every service has. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(ServiceConfiguration.class)
class MediaApplication {
    @Bean
    Pages pages(JdbcClient database) {
        return new Pages(database, "workspace_id");
    }
}
