package dev.mandate.control.operations;

import dev.mandate.control.log.Streams;
import dev.mandate.control.token.ChainOrder;
import dev.mandate.control.token.TokenSettings;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Opens {@code /livez}, {@code /readyz} and {@code /metrics}, which only the operations port has. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
    @Bean
    @Order(ChainOrder.MANAGEMENT + 1)
    SecurityFilterChain operationsChain(HttpSecurity http) {
        return http.securityMatcher("/livez", "/readyz", "/metrics", "/health", "/health/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    HealthIndicator logHealthIndicator(Streams streams, TokenSettings settings) {
        return new LogHealth(streams::health, settings.staleness());
    }

    @Bean
    LogMeters logMeters(Streams streams) {
        return new LogMeters(streams::health);
    }
}
