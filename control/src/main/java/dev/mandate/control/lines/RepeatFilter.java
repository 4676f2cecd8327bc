package dev.mandate.control.lines;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.mandate.protocol.problem.Incident;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Denies warnings and errors that repeat. Two are equal if one logger wrote them at one level, for a failure of one class from one
 * place; without a failure, if their texts begin alike. A place is the first frame of Mandate's own code in the trace. The short
 * line of an incident always passes, since an answer quotes its id.
 */
final class RepeatFilter extends TurboFilter {
    /** The text up to the part that differs from line to line: a number, a quotation, or the failure's message. */
    private static final Pattern OPENING = Pattern.compile("[^0-9`'\"{:]{0,80}");

    private final LineCounter repeats;

    RepeatFilter(LineCounter repeats) {
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
        Throwable thrown = thrown(parameters, failure);
        if (format == null || !written(logger, level) || isIncident(logger, thrown)) {
            return FilterReply.NEUTRAL;
        }
        String kind = level + " " + logger.getName() + ": " + kind(format, thrown);
        return repeats.admits(kind) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static boolean written(Logger logger, Level level) {
        return level.isGreaterOrEqual(Level.WARN)
                && level.isGreaterOrEqual(logger.getEffectiveLevel())
                && !logger.getName().equals(RepeatedLines.class.getName());
    }

    private static boolean isIncident(Logger logger, @Nullable Throwable failure) {
        return failure == null && logger.getName().equals(Incident.LOGGER);
    }

    /** Returns the failure, or the last parameter if that is one: Logback takes it out of the parameters only later. */
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
        return Incident.place(failure);
    }
}
