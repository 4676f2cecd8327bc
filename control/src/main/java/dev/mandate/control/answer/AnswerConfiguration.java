package dev.mandate.control.answer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers of this node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnswerSettings.class)
class AnswerConfiguration {
    @Bean
    HeldAnswers heldAnswers(AnswerSettings settings) {
        return new HeldAnswers(settings);
    }
}
