package dev.mandate.control.decision;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the settings of recorded decisions, and stores this node's own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DecisionSettings.class)
class DecisionConfiguration {
    @Bean
    DecisionJournal decisionJournal(DecisionStore store, DecisionSettings settings) {
        return new DecisionJournal(store::keep, settings);
    }
}
