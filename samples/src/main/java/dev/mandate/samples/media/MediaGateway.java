package dev.mandate.samples.media;

import dev.mandate.samples.media.operator.Demo;
import dev.mandate.samples.media.operator.OperatorPort;
import dev.mandate.samples.media.upload.StoragePort;
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

/** A running media gateway. It may share its process with other applications and takes no setting from outside. */
public final class MediaGateway implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final String host;

    private MediaGateway(ConfigurableApplicationContext context, String host) {
        this.context = context;
        this.host = host;
    }

    /** Migrates the schema, opens all ports and returns when they answer; throws when any of it fails. */
    public static MediaGateway start(MediaGatewaySettings settings) {
        SpringApplication application = new SpringApplication(MediaApplication.class);
        application.setEnvironment(environment(settings));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        // Logging belongs to the process: a second initialisation would undo the first application's.
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("mediaSettings", settings));
        return new MediaGateway(application.run(), settings.listen().host());
    }

    /** The partner API's base, to be imported as an upstream of Mandate's gateway. */
    public URI apiUri() {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://" + host + ":" + port);
    }

    /** Where presigned URLs point. */
    public URI storageUri() {
        return part(StoragePort.class).uri();
    }

    /** The studio's own side. */
    public URI operatorUri() {
        return part(OperatorPort.class).uri();
    }

    /** Creates the rows of a demonstration. */
    public Demo demo() {
        return part(Demo.class);
    }

    /** A part of the running application; tests compare its routes with the document. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static ConfigurableEnvironment environment(MediaGatewaySettings settings) {
        StandardEnvironment environment = new OwnEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("media-gateway", properties(settings)));
        return environment;
    }

    private static Map<String, Object> properties(MediaGatewaySettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", settings.listen().host());
        properties.put("server.port", settings.listen().apiPort());
        // A signed identity that lists 100 workspaces needs more than Tomcat's 8 KB.
        properties.put("server.max-http-request-header-size", "32KB");
        properties.put("server.shutdown", "immediate");
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.jmx.enabled", "false");
        properties.put("spring.web.resources.add-mappings", "false");
        properties.put("spring.config.location", "optional:classpath:/media-gateway/none/");
        properties.put("mandate.client.issuer", settings.gateway().issuer());
        properties.put("mandate.client.audience", MediaGatewaySettings.API);
        properties.put("mandate.client.jwks-uri", settings.gateway().jwksUri().toString());
        return properties;
    }

    /** Neither system properties nor environment variables: those are meant for the process's main application. */
    private static final class OwnEnvironment extends StandardEnvironment {
        @Override
        protected void customizePropertySources(MutablePropertySources propertySources) {}
    }
}
