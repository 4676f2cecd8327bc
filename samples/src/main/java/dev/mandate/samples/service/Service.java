package dev.mandate.samples.service;

import dev.mandate.samples.operator.OperatorPort;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** A running service. It may share its process with other applications, and reads no setting from the environment. */
public final class Service implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final String host;

    private Service(ConfigurableApplicationContext context, String host) {
        this.context = context;
        this.host = host;
    }

    /**
     * Migrates the schema, opens all ports and returns when they accept calls; throws if a step fails.
     *
     * @param parts a configuration that imports {@link ServiceConfiguration}
     * @param own the service's own settings, injected into its beans
     */
    public static Service start(Class<?> parts, ServiceSettings settings, Record own) {
        SpringApplication application = new SpringApplication(parts);
        application.setEnvironment(environment(settings));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        // logging belongs to the process: a second initialisation would undo the first application's
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("serviceSettings", settings);
            context.getBeanFactory().registerSingleton("ownSettings", own);
        });
        return new Service(application.run(), settings.listen().host());
    }

    /** Returns the base URL of the partner API, to import as an upstream of Mandate's gateway. */
    public URI apiUri() {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://" + host + ":" + port);
    }

    /** Returns the base URL of the operator port. */
    public URI operatorUri() {
        return part(OperatorPort.class).uri();
    }

    /** Returns a bean of the running application. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static ConfigurableEnvironment environment(ServiceSettings settings) {
        StandardEnvironment environment = new OwnEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource(settings.api(), properties(settings)));
        return environment;
    }

    private static Map<String, Object> properties(ServiceSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", settings.listen().host());
        properties.put("server.port", settings.listen().apiPort());
        // a signed identity that lists 100 spaces exceeds Tomcat's default of 8 KB
        properties.put("server.max-http-request-header-size", "32KB");
        properties.put("server.shutdown", "immediate");
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.jmx.enabled", "false");
        properties.put("spring.web.resources.add-mappings", "false");
        properties.put("spring.config.location", "optional:classpath:/" + settings.api() + "/none/");
        properties.put("mandate.client.issuer", settings.gateway().issuer());
        properties.put("mandate.client.audience", settings.api());
        properties.put("mandate.client.jwks-uri", settings.gateway().jwksUri().toString());
        return properties;
    }

    /** Ignores system properties and environment variables, which are for the process's main application. */
    private static final class OwnEnvironment extends StandardEnvironment {
        @Override
        protected void customizePropertySources(MutablePropertySources propertySources) {}
    }
}
