package dev.mandate.control;

import dev.mandate.control.lines.LogLevels;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.tenant.FirstOperator;
import dev.mandate.control.tenant.OperatorRecovery;
import dev.mandate.control.tenant.OwnUpstreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
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
     * @throws ControlSettingException if the configured address or port cannot be listened on
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
        try (ControlDatabase database = ControlDatabase.open(settings.database())) {
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
        LogLevels.all().forEach((name, level) -> defaults.put("logging.level." + name, level));
        try {
            PropertiesLoaderUtils.loadProperties(new ClassPathResource("defaults.properties", ControlServer.class))
                    .forEach((name, value) -> defaults.put(name.toString(), value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public ControlDatabase database() {
        return context.getBean(ControlDatabase.class);
    }

    /** The upstreams of APIs that the caller's process runs itself. */
    public OwnUpstreams ownUpstreams() {
        return context.getBean(OwnUpstreams.class);
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
