package dev.mandate.client.upstream;

import dev.mandate.protocol.identity.IdentityVerifier;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Guards every path of a servlet application. It cannot be switched off by a setting: without its settings the
 * application does not start, so a forgotten file cannot leave an upstream open. An application that has this starter
 * on its class path but is no upstream excludes this class by name.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(UpstreamSettings.class)
public final class UpstreamAutoConfiguration {
    UpstreamAutoConfiguration() {}

    @Bean
    RemoteKeys mandateKeys(UpstreamSettings settings) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        KeySetFetch fetch = new KeySetFetch(http, settings.jwksUri(), settings.timeout());
        return new RemoteKeys(fetch, settings.keyMaxAge(), settings.refetchInterval(), InstantSource.system());
    }

    @Bean
    IdentityVerifier mandateIdentityVerifier(UpstreamSettings settings, RemoteKeys keys) {
        return new IdentityVerifier(keys, settings.issuer(), settings.audience(), InstantSource.system());
    }

    @Bean
    FilterRegistrationBean<IdentityFilter> mandateIdentityFilter(IdentityVerifier verifier) {
        FilterRegistrationBean<IdentityFilter> filter = new FilterRegistrationBean<>(new IdentityFilter(verifier));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebMvcConfigurer mandateIdentityArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new IdentityArgument());
            }
        };
    }

    @Bean
    NotFoundAdvice mandateNotFoundAdvice() {
        return new NotFoundAdvice();
    }
}
