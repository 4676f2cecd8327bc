package dev.mandate.gateway.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the delivery of decision records to the control plane goes; counts are since the start.
 *
 * @param waiting records that wait to be sent
 * @param sent records that the control plane took
 * @param full records that were dropped because others needed the room
 * @param refused records that the control plane refused one by one
 * @param sampled records of callers without a token, over what a minute may have
 * @param failing how long reports have failed; zero after a success
 * @param cause cause of the last failure; empty after a success
 * @param dropping whether records were dropped lately, as full or refused
 */
public record Delivery(
        long waiting,
        long sent,
        long full,
        long refused,
        long sampled,
        Duration failing,
        String cause,
        boolean dropping) {
    /** A control plane that restarts is back by then. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** What an operator must look at. The gateway stays ready: its decisions do not depend on their records. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (failing.compareTo(LATE) >= 0) {
            warnings.add("no decision record has reached the control plane for " + failing.toSeconds() + " s (" + cause
                    + "): " + waiting + " wait, and denials since then cannot be explained yet");
        }
        if (dropping) {
            warnings.add("decision records were dropped in the last 10 minutes (since the start " + full
                    + " without room, " + refused + " refused): some denials cannot be explained");
        }
        return warnings;
    }
}
