package dev.mandate.control.decision;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the settings of recorded decisions, and makes their store and the journal of this node's own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DecisionSettings.class)
class DecisionConfiguration {
    @Bean
    DecisionStore decisionStore(DataSource database, DecisionSettings settings) {
        return new DecisionStore(database, settings, InstantSource.system());
    }

    @Bean
    DecisionJournal decisionJournal(DecisionStore store, DecisionSettings settings) {
        return new DecisionJournal(store::keep, settings);
    }
}
