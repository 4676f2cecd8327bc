package dev.mandate.control.front.tomcat;

import dev.mandate.control.front.body.BodySettings;
import dev.mandate.control.limit.HeldBytes;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ProblemAnswer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Tomcat listens for management, tokens, user services and gateways. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServerSettings.class, BodySettings.class})
class FrontConfiguration {
    @Bean
    HeldBytes heldBytes(BodySettings bodies) {
        return new HeldBytes(bodies.held(), bodies.heldPerCaller());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatFront(
            ServerSettings server, BodySettings bodies, Limits limits, ProblemAnswer problems) {
        return new TomcatFront(server, bodies, limits, problems);
    }
}
