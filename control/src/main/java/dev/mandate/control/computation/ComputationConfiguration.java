package dev.mandate.control.computation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The computations of this node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ComputationSettings.class)
public class ComputationConfiguration {
    @Bean
    Computations computations(ComputationSettings settings) {
        return new Computations(settings);
    }
}
