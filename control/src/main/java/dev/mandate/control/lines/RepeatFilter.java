package dev.mandate.control.lines;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps back warnings and errors that repeat. Two are equal if they come from one logger at one level with one kind of
 * failure from one place, or, without a failure, if their texts begin alike.
 */
final class RepeatFilter extends TurboFilter {
    /** The text up to what differs from line to line: a number, something quoted, or what the failure said. */
    private static final Pattern OPENING = Pattern.compile("[^0-9`'\"{:]{0,80}");

    private final Repeats repeats;

    RepeatFilter(Repeats repeats) {
        this.repeats = repeats;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (format == null || !written(logger, level)) {
            return FilterReply.NEUTRAL;
        }
        String kind = level + " " + logger.getName() + ": " + kind(format, thrown(parameters, failure));
        return repeats.admits(kind) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static boolean written(Logger logger, Level level) {
        return level.isGreaterOrEqual(Level.WARN)
                && level.isGreaterOrEqual(logger.getEffectiveLevel())
                && !logger.getName().equals(RepeatedLines.class.getName());
    }

    /** Logback takes a failure out of the parameters later. */
    private static @Nullable Throwable thrown(Object @Nullable [] parameters, @Nullable Throwable failure) {
        if (failure != null || parameters == null || parameters.length == 0) {
            return failure;
        }
        return parameters[parameters.length - 1] instanceof Throwable last ? last : null;
    }

    private static String kind(String format, @Nullable Throwable failure) {
        if (failure == null) {
            Matcher opening = OPENING.matcher(format);
            return opening.lookingAt() ? opening.group().strip() : "";
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
