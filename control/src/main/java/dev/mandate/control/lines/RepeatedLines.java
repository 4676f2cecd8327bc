package dev.mandate.control.lines;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Bounds the log of the process for as long as the control plane runs, and logs how many lines were left out. */
@Component
@EnableConfigurationProperties(LinesSettings.class)
final class RepeatedLines {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedLines.class);

    /** The most counts that are logged at the end of one window. */
    private static final int MOST_COUNTS = 20;

    private final LinesSettings settings;
    private final Repeats repeats;
    private final Kept kept;
    private final LoggerContext context;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lines").factory());

    RepeatedLines(LinesSettings settings) {
        this.settings = settings;
        this.repeats = new Repeats(settings.repeats());
        this.kept = new Kept(new RepeatFilter(repeats));
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)) {
            throw new IllegalStateException("this is a bug: lines are not logged by Logback");
        }
        this.context = logback;
        context.addListener(kept);
        context.addTurboFilter(kept.filter());
        long window = settings.window().toMillis();
        Future<?> _ = timer.scheduleWithFixedDelay(this::turn, window, window, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        List<Repeats.LeftOut> leftOut = repeats.turn();
        leftOut.stream()
                .limit(MOST_COUNTS)
                .forEach(l -> LOG.warn(
                        "left out {} more equal lines in the last {} s: {}",
                        l.lines(),
                        settings.window().toSeconds(),
                        l.kind()));
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        context.removeListener(kept);
        context.getTurboFilterList().remove(kept.filter());
        turn();
    }

    /** Adds the filter again when another application of the process sets up logging anew. */
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
            // the filter is there
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
