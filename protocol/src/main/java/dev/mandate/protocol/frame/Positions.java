package dev.mandate.protocol.frame;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.Digest;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a receiver posts to the sender, on requests separate from the stream of frames.
 *
 * @param mark returned once the primary was read after the mark arrived; the connection's previous mark plus 1, so that
 *     the sender notices lost posts
 * @param anew whether {@code begun} is complete: true on the first post of each connection, and only there
 * @param begun newly followed streams with the receiver's position; the sender continues from its own position if it
 *     has one with the same {@code follow}
 * @param dropped streams no longer followed
 */
public record Positions(long mark, boolean anew, Map<TenantId, At> begun, Set<TenantId> dropped) {
    private static final JsonForm<Positions> FORM = JsonForm.lenient(Positions.class);

    /**
     * A receiver's position in a stream.
     *
     * @param follow a number that is new each time the receiver follows the stream from scratch
     * @param hash of the entry at the revision; of the stream's genesis at 0
     */
    public record At(long follow, long revision, Digest hash) {
        public At {
            Objects.requireNonNull(hash);
        }
    }

    public Positions {
        begun = Map.copyOf(begun);
        dropped = Set.copyOf(dropped);
    }

    public byte[] toJson() {
        return FORM.write(this);
    }

    /**
     * Parses what {@link #toJson} of this or a later release wrote.
     *
     * @throws dev.mandate.protocol.form.MalformedForm otherwise
     */
    public static Positions of(byte[] json) {
        return FORM.read(json);
    }
}
