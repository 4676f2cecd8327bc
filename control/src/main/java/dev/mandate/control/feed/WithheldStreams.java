package dev.mandate.control.feed;

import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import java.util.HashMap;
import java.util.Map;

/**
 * Streams that are not sent to one gateway, because their snapshot does not fit a line of the feed. The gateway gets one notice for each
 * number under which it follows the stream. For one thread.
 */
final class WithheldStreams {
    private final int largest;
    private final Map<TenantId, TooLong> tooLong = new HashMap<>();
    /** The numbers under which the gateway was told. */
    private final Map<TenantId, Long> follows = new HashMap<>();

    /**
     * The newest snapshot that did not fit.
     *
     * @param hash of the entry up to which it was made
     * @param length in bytes
     */
    private record TooLong(Digest hash, int length) {}

    /** @param largest the maximum length of a snapshot, in bytes */
    WithheldStreams(int largest) {
        this.largest = largest;
    }

    /** Returns whether the snapshot fits a line, and keeps its length if it does not. */
    boolean fits(FoldedState folded, int length) {
        TenantId stream = folded.snapshot().stream();
        if (length <= largest) {
            tooLong.remove(stream);
            return true;
        }
        tooLong.put(stream, new TooLong(folded.hash(), length));
        return false;
    }

    /** Returns whether the snapshot at this head did not fit, so that it need not be made again. */
    boolean isTooLong(TenantId stream, Digest head) {
        TooLong known = tooLong.get(stream);
        return known != null && known.hash().equals(head);
    }

    /** Returns whether the newest snapshot that was made did not fit. */
    boolean isTooLong(TenantId stream) {
        return tooLong.containsKey(stream);
    }

    /** Returns whether the gateway was told under this number, so that nothing of the stream is sent. */
    boolean isWithheld(TenantId stream, Positions.At at) {
        return Long.valueOf(at.follow()).equals(follows.get(stream));
    }

    /**
     * Returns what tells the gateway.
     *
     * @throws IllegalStateException if the stream has no snapshot that did not fit
     */
    Frame.Withheld withhold(TenantId stream, Positions.At at) {
        TooLong known = tooLong.get(stream);
        if (known == null) {
            throw new IllegalStateException("this is a bug: every snapshot of `" + stream + "` fits");
        }
        follows.put(stream, at.follow());
        return new Frame.Withheld(stream, at.follow(), reason(stream, known.length()));
    }

    private String reason(TenantId stream, int length) {
        String remedy = stream.equals(TenantId.PLATFORM)
                ? "it holds the actions of all APIs, retired ones too: serve some of the APIs by another installation"
                : "split the tenant, or remove users that are not needed";
        return "its snapshot has " + length + " bytes, and the feed carries at most " + largest + ": " + remedy;
    }

    void forget(TenantId stream) {
        tooLong.remove(stream);
        follows.remove(stream);
    }
}
