package dev.mandate.protocol.frame;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the feed. The platform's entries precede those of tenants that need them. A later release may add members
 * to a frame and new types of frame, but nothing that an older receiver must not ignore.
 */
public sealed interface Frame {
    /** The response header of the feed that holds the issuer of the control plane's tokens. */
    String ISSUER = "Mandate-Issuer";

    /**
     * The first frame of a connection.
     *
     * @param session the random name that the receiver chose, by which it recognises that these bytes are for it
     */
    record Hello(String session) implements Frame {
        public Hello {
            Objects.requireNonNull(session);
        }
    }

    /**
     * The next entry of a stream.
     *
     * @param follow the receiver's number for the followed stream; see {@link Positions.At}
     */
    record Next(long follow, SealedEntry entry) implements Frame {
        public Next {
            Objects.requireNonNull(entry);
        }
    }

    /**
     * A full snapshot of a stream, which replaces the receiver's state.
     *
     * @param at the receiver's position after applying it
     * @param platform the platform's revision that the snapshot needs
     * @param fork whether the receiver's position was on another history of the stream
     * @param snapshot the stored form of the snapshot, of that revision
     */
    record Whole(TenantId stream, Positions.At at, long platform, boolean fork, Bytes snapshot) implements Frame {
        /** The maximum length of a snapshot: its line is base64 and a few other members. */
        public static final int LARGEST = (Line.LONGEST - 65_536) / 4 * 3;

        public Whole {
            Objects.requireNonNull(stream);
            Objects.requireNonNull(at);
            Objects.requireNonNull(snapshot);
        }
    }

    /**
     * States which streams the sender vouches for: it has sent everything that its last read of the primary found.
     *
     * <p>The frame lists only differences from the previous heartbeat. Its line number confirms the rest, because a
     * receiver that has all lines up to it has seen the earlier heartbeats.
     *
     * @param mark the newest mark of the receiver that had arrived before the read began; empty if none had
     * @param heads the receiver's position in streams that moved, or that are newly vouched for
     * @param gone streams that are no longer vouched for
     */
    record Heartbeat(Optional<Long> mark, Map<TenantId, Positions.At> heads, Set<TenantId> gone) implements Frame {
        public Heartbeat {
            Objects.requireNonNull(mark);
            heads = Map.copyOf(heads);
            gone = Set.copyOf(gone);
        }
    }

    /**
     * States that the sender cannot send a stream. It tries again once the receiver follows the stream under another number.
     *
     * @param follow the receiver's number for the followed stream
     * @param reason one line for the receiver's operator
     */
    record Withheld(TenantId stream, long follow, String reason) implements Frame {
        public Withheld {
            Objects.requireNonNull(stream);
            Objects.requireNonNull(reason);
        }
    }

    /** A frame of a type from a later release; ignored. */
    record Unknown() implements Frame {}

    /**
     * Returns the line as one JSON object in UTF-8, without the line break.
     *
     * @param number the previous line's number plus 1; for the first line, a random number
     */
    default byte[] toJson(long number) {
        return Line.FORM.write(Line.of(number, this));
    }
}
