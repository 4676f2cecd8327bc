package dev.mandate.control.lines;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import dev.mandate.protocol.worker.Worker;
import jakarta.annotation.PreDestroy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Limits equal lines in the log of the process while the control plane runs, and logs how many were left out. */
@Component
@EnableConfigurationProperties(LinesSettings.class)
final class RepeatedLines implements Worker.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedLines.class);

    /** The most kinds whose counts are logged at the end of one window; the others are logged as one sum. */
    private static final int MOST_COUNTS = 20;

    private final LinesSettings settings;
    private final LineCounter repeats;
    private final Kept kept;
    private final LoggerContext context;
    private final Worker worker;

    @Autowired
    RepeatedLines(LinesSettings settings) {
        this(settings, logback());
    }

    RepeatedLines(LinesSettings settings, LoggerContext context) {
        this.settings = settings;
        this.repeats = new LineCounter(settings.repeats());
        this.kept = new Kept(new RepeatFilter(repeats));
        this.context = context;
        context.addListener(kept);
        context.addTurboFilter(kept.filter());
        this.worker = new Worker("lines", settings.window(), this::turn).start();
    }

    private static LoggerContext logback() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)) {
            throw new IllegalStateException("this is a bug: lines are not logged by Logback");
        }
        return logback;
    }

    private void turn() {
        log(repeats.turn());
    }

    private void log(List<LineCounter.LeftOut> leftOut) {
        leftOut.stream().limit(MOST_COUNTS).forEach(l -> log(l.lines(), l.kind()));
        long others = leftOut.stream()
                .skip(MOST_COUNTS)
                .mapToLong(LineCounter.LeftOut::lines)
                .sum();
        if (others > 0) {
            log(others, "lines of " + (leftOut.size() - MOST_COUNTS) + " other kinds");
        }
    }

    private void log(long lines, String kind) {
        LOG.warn(
                "left out {} more equal lines in the last {} s: {}",
                lines,
                settings.window().toSeconds(),
                kind);
    }

    @Override
    public List<Worker> workers() {
        return List.of(worker);
    }

    @PreDestroy
    void stop() {
        worker.close();
        context.removeListener(kept);
        context.getTurboFilterList().remove(kept.filter());
        log(repeats.end());
    }

    /** Adds the filter again after a reset, which another application of the process causes when it configures logging. */
    private record Kept(RepeatFilter filter) implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            context.addTurboFilter(filter);
        }

        @Override
        public void onStart(LoggerContext context) {
            // the constructor added the filter
        }

        @Override
        public void onStop(LoggerContext context) {
            // nothing is logged any more
        }

        @Override
        public void onLevelChange(ch.qos.logback.classic.Logger logger, Level level) {
            // the filter asks for the level of each line
        }
    }
}
