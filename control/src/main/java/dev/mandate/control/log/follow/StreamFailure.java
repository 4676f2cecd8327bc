package dev.mandate.control.log.follow;

import dev.mandate.protocol.feed.Moment;

/**
 * Why this node cannot follow a stream further: its state stays at the revision before, and its age grows.
 *
 * @param revision that could not be applied
 * @param reason one line for the operator
 * @param since when the fold was last complete
 */
public record StreamFailure(long revision, String reason, Moment since) {}
