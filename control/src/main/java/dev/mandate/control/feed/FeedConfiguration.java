package dev.mandate.control.feed;

import dev.mandate.control.log.follow.Streams;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Feeds gateways from this node's streams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedSettings.class)
@Import(FeedController.class)
class FeedConfiguration {
    @Bean
    Sessions feedSessions(Streams streams, FeedSettings settings) {
        return new Sessions(streams, settings);
    }
}
