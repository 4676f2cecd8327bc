package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.JsonForm;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a receiver tells the sender beside the stream of frames.
 *
 * @param mark to be sent back when the primary was read after it arrived; one more than the last of the connection, so
 *     that the sender notices what was lost on the way
 * @param anew whether {@code begun} is all that it follows: the first of each connection, and no other
 * @param begun streams that it follows, with where it is; the sender goes on from its own position where it has one of the
 *     same follow
 * @param dropped streams that it follows no more
 */
public record Positions(long mark, boolean anew, Map<TenantId, At> begun, Set<TenantId> dropped) {
    private static final JsonForm<Positions> FORM = JsonForm.lenient(Positions.class);

    /**
     * Where a receiver is with a stream.
     *
     * @param follow another number each time that the receiver begins with the stream anew
     * @param hash of the entry of that revision; of the stream's genesis at 0
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
     * Reads what {@link #toJson} wrote, here or in a later release.
     *
     * @throws dev.mandate.protocol.form.MalformedForm if it is anything else
     */
    public static Positions of(byte[] json) {
        return FORM.read(json);
    }
}
