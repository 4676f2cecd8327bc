package dev.mandate.control;

import dev.mandate.control.lines.LogLevels;
import dev.mandate.control.postgres.Database;
import dev.mandate.control.tenant.FirstOperator;
import dev.mandate.control.tenant.OperatorRecovery;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/** A running control plane. */
public final class ControlServer implements AutoCloseable {
    private static final String EMBEDDED = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    private final ConfigurableApplicationContext context;
    private final Optional<FirstOperator.Keys> firstOperator;

    private ControlServer(ConfigurableApplicationContext context, Optional<FirstOperator.Keys> firstOperator) {
        this.context = context;
        this.firstOperator = firstOperator;
    }

    /**
     * Starts a control plane and returns when it answers.
     *
     * @throws InvalidSettingException if it cannot listen where it is told to
     */
    public static ControlServer start(ControlSettings settings) {
        Map<String, Object> properties = settings.properties();
        try {
            return start(properties);
        } catch (RuntimeException e) {
            throw StartFailure.told(e, properties);
        }
    }

    /**
     * Starts a control plane and returns when it answers.
     *
     * @param properties settings by their documented names, such as {@code mandate.database.folder}
     */
    public static ControlServer start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(ControlApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // whoever starts it stops it: a hook of its own would race with the database's
        application.setRegisterShutdownHook(false);
        application.setEnvironment(new GivenSettings());
        Map<String, Object> all = new HashMap<>(defaults());
        all.putAll(properties);
        application.setDefaultProperties(all);
        ConfigurableApplicationContext context = application.run();
        try {
            return new ControlServer(
                    context, context.getBean(FirstOperator.class).make());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /**
     * Makes a new operator's app on the database of a control plane, without starting one.
     *
     * @throws dev.mandate.control.postgres.DatabaseFailure with one line that says what to do
     */
    public static OperatorRecovery.Recovered recoverOperator(ControlSettings settings) {
        LoggingSystem logging = LoggingSystem.get(ControlServer.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel(EMBEDDED, LogLevel.OFF);
        try (Database database = Database.open(settings.database())) {
            return OperatorRecovery.recover(database, settings.log());
        }
    }

    /** Knows what it was given, and neither variables nor properties of the process: who starts it reads those. */
    private static final class GivenSettings extends StandardServletEnvironment {
        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // INVARIANT: empty, so that a variable meant for another program changes nothing here
        }
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("server.address", "127.0.0.1");
        defaults.put("server.port", "8081");
        defaults.put("server.shutdown", "immediate");
        // INVARIANT: no header says where a caller is, but a gateway's with its key
        defaults.put("server.forward-headers-strategy", "none");
        defaults.put("management.server.address", "127.0.0.1");
        defaults.put("management.server.port", "0");
        defaults.put("management.endpoints.web.base-path", "/");
        defaults.put("management.endpoints.web.exposure.include", "health,prometheus");
        defaults.put("management.endpoints.web.path-mapping.prometheus", "metrics");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.endpoint.health.group.liveness.additional-path", "management:/livez");
        defaults.put("management.endpoint.health.group.readiness.include", "readinessState,log,workers");
        defaults.put("management.endpoint.health.group.readiness.show-details", "always");
        defaults.put("management.endpoint.health.group.readiness.additional-path", "management:/readyz");
        // no file of the folder that it happens to be started in is read
        defaults.put("spring.config.location", "optional:classpath:/dev/mandate/control/none/");
        defaults.put("spring.threads.virtual.enabled", "true");
        defaults.put("spring.jmx.enabled", "false");
        defaults.put("spring.main.lazy-initialization", "false");
        // INVARIANT: no form is parsed but the token endpoint's own: parts would be written to disk, forms read ahead
        // of the right
        defaults.put("spring.servlet.multipart.enabled", "false");
        // the filter would read forms of PUT, PATCH and DELETE ahead of everything else
        defaults.put("spring.mvc.formcontent.filter.enabled", "false");
        defaults.put("spring.web.resources.add-mappings", "false");
        defaults.put("spring.mvc.throw-exception-if-no-handler-found", "true");
        defaults.put("spring.flyway.locations", "classpath:db/control");
        defaults.put(
                "spring.autoconfigure.exclude",
                // what fails is a problem already, and what Tomcat refuses becomes one without a second dispatch
                "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");
        LogLevels.all().forEach((name, level) -> defaults.put("logging.level." + name, level));
        // a start that fails throws, and whoever starts says why in one line
        defaults.put("logging.level.org.springframework.boot.SpringApplication", "off");
        defaults.put("logging.level.org.springframework.boot.diagnostics", "off");
        defaults.put(
                "logging.level.org.springframework.boot.tomcat.servlet.DeferredServletContainerInitializers", "off");
        // it tells of a server that it cannot stop when that is gone; the keeper says so already
        defaults.put("logging.level." + EMBEDDED, "off");
        defaults.put("logging.level.org.springframework.boot.web.server.servlet.context", "error");
        // whoever asks for what is not there is told so; a line for each would fill the log
        defaults.put("logging.level.org.springframework.web.servlet.PageNotFound", "error");
        return defaults;
    }

    /** What the platform's first operator authenticates with, if this start made it: seen this once. */
    public Optional<FirstOperator.Keys> firstOperator() {
        return firstOperator;
    }

    /** The port of the management API. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The port of health and metrics. */
    public int operationsPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** The database beneath, where a sample may keep a schema of its own. */
    public Database database() {
        return context.getBean(Database.class);
    }

    /** Something of the running application, for those who look at it from within. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
