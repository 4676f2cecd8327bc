package dev.mandate.protocol.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a followed stream does not move: a step could not be applied. The stream is requested again after a pause, which
 * doubles with each failure.
 *
 * @param revision the revision that could not be reached
 * @param reason one line for the operator
 * @param failures how many requests in a row failed
 * @param at when the last one failed
 * @param waiting whether the pause lasts, so that steps are ignored; false once the stream is requested again
 */
record FeedStop(long revision, String reason, int failures, Moment at, boolean waiting) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int LONGEST_AFTER = 9;

    /** Returns a failure to reach the revision, after the previous one if there is any. */
    static FeedStop after(@Nullable FeedStop previous, long revision, String reason) {
        int failures = previous == null ? 0 : previous.failures;
        return new FeedStop(revision, reason, failures + 1, Moment.now(), true);
    }

    /** Returns the stop of a stream that is requested again. */
    FeedStop requested() {
        return new FeedStop(revision, reason, failures, at, false);
    }

    /** Returns whether the pause is over. */
    boolean isDue() {
        return waiting && at.age().compareTo(pause()) >= 0;
    }

    private Duration pause() {
        return failures >= LONGEST_AFTER ? LONGEST_PAUSE : FIRST_PAUSE.multipliedBy(1L << (failures - 1));
    }

    @Override
    public String toString() {
        return "before revision " + revision + ": " + reason;
    }
}
