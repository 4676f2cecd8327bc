package dev.mandate.control.lines;

import java.util.Locale;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * The log of a process that runs no control plane: all loggers write by Logback, in the form and with the levels that a control
 * plane has, and equal lines are bounded by the same filter. Closing it logs how many lines were left out.
 */
public final class ProcessLog implements AutoCloseable {
    private final RepeatedLines lines;

    private ProcessLog(RepeatedLines lines) {
        this.lines = lines;
    }

    /** Sets logging up; call it before anything logs. */
    public static ProcessLog start(LinesSettings settings) {
        LoggingSystem logging = LoggingSystem.get(ProcessLog.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new NoVariables()), null, null);
        LogLevels.all()
                .forEach((name, level) -> logging.setLogLevel(name, LogLevel.valueOf(level.toUpperCase(Locale.ROOT))));
        return new ProcessLog(new RepeatedLines(settings));
    }

    @Override
    public void close() {
        lines.stop();
    }

    /** Knows no variables and properties of the process, as a control plane's environment. */
    private static final class NoVariables extends StandardEnvironment {
        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // INVARIANT: empty, so that a variable meant for another program changes nothing here
        }
    }
}
