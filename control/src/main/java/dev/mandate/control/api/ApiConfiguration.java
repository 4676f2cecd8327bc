package dev.mandate.control.api;

import dev.mandate.control.openapi.OpenApiReader;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the management API needs of the web framework. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiSettings.class)
class ApiConfiguration implements WebMvcConfigurer {
    private final ApiSettings settings;
    private final ObjectProvider<Gate> gates;

    ApiConfiguration(ApiSettings settings, ObjectProvider<Gate> gates) {
        this.settings = settings;
        this.gates = gates;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallArgument(gates, Clock.systemUTC()));
        resolvers.add(new BodyArgument());
    }

    /** The published keys and metadata are fetched by others' libraries, which may add a parameter of their own. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new MediaTypeCheck());
        registry.addInterceptor(new QueryCheck()).excludePathPatterns("/.well-known/**", "/oauth2/**");
    }

    @Bean
    OpenApiReader openApiReader() {
        return new OpenApiReader(settings.reader());
    }
}
