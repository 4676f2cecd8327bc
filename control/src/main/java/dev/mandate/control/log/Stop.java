package dev.mandate.control.log;

import dev.mandate.protocol.feed.Moment;

/**
 * Why a stream is not followed any further on this node: it stays at the revision before, and grows old.
 *
 * @param revision that could not be applied
 * @param reason one line for the operator
 * @param since when the fold was last complete
 */
public record Stop(long revision, String reason, Moment since) {}
