package dev.mandate.control.operations;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.token.chain.ChainOrder;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Opens {@code /livez}, {@code /readyz} and {@code /metrics}, which only the operations port has. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
    /** A worker that has failed for longer is named in the warnings of readiness. */
    private static final Duration FAILING = Duration.ofMinutes(1);

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
    HealthIndicator workersHealthIndicator(List<Worker.Owner> owners) {
        return new WorkerHealth(workers(owners), FAILING);
    }

    @Bean
    WorkerMeters workerMeters(List<Worker.Owner> owners) {
        return new WorkerMeters(workers(owners));
    }

    private static List<Worker> workers(List<Worker.Owner> owners) {
        return owners.stream().flatMap(owner -> owner.workers().stream()).toList();
    }

    @Bean
    LogMeters logMeters(Streams streams) {
        return new LogMeters(streams::health);
    }
}
