package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.JsonForm;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a receiver tells the sender beside the stream of frames.
 *
 * @param streams all that it follows, with where it is; the sender goes on from its own position
 *     where it has one of the same follow. Absent
 *     if nothing changed
 * @param mark anything, to be sent back when the primary was read after it arrived
 */
public record Positions(Optional<Map<TenantId, At>> streams, long mark) {
    private static final JsonForm<Positions> FORM = JsonForm.of(Positions.class);

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
        streams = streams.map(Map::copyOf);
    }

    public byte[] toJson() {
        return FORM.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws dev.mandate.protocol.form.MalformedForm if it is anything else
     */
    public static Positions of(byte[] json) {
        return FORM.read(json);
    }
}
