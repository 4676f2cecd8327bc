package dev.mandate.control.front.tomcat;

import dev.mandate.control.front.body.BodySettings;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ProblemAnswer;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The same for the port of health and metrics, which has a Tomcat of its own. Spring Boot finds it by the imports file. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class OperationsFront {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatOfOperations(
            ServerSettings server, BodySettings bodies, Limits limits, ProblemAnswer problems) {
        return new TomcatFront(server, bodies, limits, problems);
    }
}
