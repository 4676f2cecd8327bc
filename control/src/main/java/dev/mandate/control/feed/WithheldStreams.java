package dev.mandate.control.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Streams that one gateway cannot be sent, because their snapshot does not fit a line of the feed. The gateway is told once, and again when
 * it follows the stream under another number. For one thread.
 */
final class WithheldStreams {
    private final int largest;
    private final Map<TenantId, Long> told = new HashMap<>();

    /** @param largest the maximum length of a snapshot, in bytes */
    WithheldStreams(int largest) {
        this.largest = largest;
    }

    /** Returns whether the gateway was told, so that nothing of the stream is sent. */
    boolean isTold(TenantId stream, Positions.At at) {
        return Long.valueOf(at.follow()).equals(told.get(stream));
    }

    /** Returns what tells the gateway; empty if the snapshot fits. */
    Optional<Frame.Withheld> tell(TenantId stream, Positions.At at, Bytes snapshot) {
        if (snapshot.length() <= largest) {
            return Optional.empty();
        }
        told.put(stream, at.follow());
        String reason = "its snapshot has " + snapshot.length() + " bytes, and the feed carries at most " + largest
                + ": split the tenant, or remove users that are not needed";
        return Optional.of(new Frame.Withheld(stream, at.follow(), reason));
    }

    void forget(TenantId stream) {
        told.remove(stream);
    }
}
