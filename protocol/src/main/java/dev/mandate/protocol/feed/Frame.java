package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.SealedEntry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the feed. The platform's entries go before those of tenants that need them. A later release may add members
 * to a frame, and types of frames, but nothing in them that an older receiver must not miss.
 */
public sealed interface Frame {
    /** The header of the answer that carries the lines: the issuer of the control plane's tokens. */
    String ISSUER = "Mandate-Issuer";

    /**
     * The first frame of a connection.
     *
     * @param session the name that the receiver asked for, so that it knows these bytes for its own
     */
    record Hello(String session) implements Frame {
        public Hello {
            Objects.requireNonNull(session);
        }
    }

    /**
     * The next entry of a stream.
     *
     * @param follow the receiver's number for what it follows, of {@link Positions.At}
     */
    record Next(long follow, SealedEntry entry) implements Frame {
        public Next {
            Objects.requireNonNull(entry);
        }
    }

    /**
     * A stream as a whole, in place of what the receiver has of it.
     *
     * @param at where the receiver is with it then
     * @param platform the revision of the platform's stream that it may need
     * @param fork whether the receiver knew another course of the stream
     * @param snapshot of that revision
     */
    record Whole(TenantId stream, Positions.At at, long platform, boolean fork, Bytes snapshot) implements Frame {
        public Whole {
            Objects.requireNonNull(stream);
            Objects.requireNonNull(at);
            Objects.requireNonNull(snapshot);
        }
    }

    /**
     * Says for which streams the sender vouches: that all of them was sent, as a read of the primary found them that began
     * after the mark had arrived. It names only what is other than in the heartbeat before it; the number of its line
     * vouches for the rest, as a receiver that has all lines up to it has heard of them.
     *
     * @param mark the newest of the receiver's that had arrived before the read began; none if none had
     * @param heads where the receiver is with streams that moved, or that are newly vouched for
     * @param gone streams that are not vouched for any more
     */
    record Heartbeat(Optional<Long> mark, Map<TenantId, Positions.At> heads, Set<TenantId> gone) implements Frame {
        public Heartbeat {
            Objects.requireNonNull(mark);
            heads = Map.copyOf(heads);
            gone = Set.copyOf(gone);
        }
    }

    /** Of a type that only a later release knows: passed over. */
    record Unknown() implements Frame {}

    /**
     * The line as one JSON object in UTF-8, without its end.
     *
     * @param number one more than that of the line before; of the first any that no other connection is likely to have
     */
    default byte[] toJson(long number) {
        return Line.FORM.write(Line.of(number, this));
    }
}
