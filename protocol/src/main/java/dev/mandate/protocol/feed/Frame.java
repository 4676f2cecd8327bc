package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One line of the feed. The platform's entries go before those of tenants that need them. */
public sealed interface Frame {
    /** The next entry of a stream. */
    record Next(SealedEntry entry) implements Frame {
        public Next {
            Objects.requireNonNull(entry);
        }
    }

    /**
     * A stream as a whole, in place of what the receiver has of it.
     *
     * @param hash of the last entry in it
     * @param fork whether the receiver knew another course of the stream
     * @param snapshot of the revision that it names
     */
    record Whole(TenantId stream, Digest hash, boolean fork, Bytes snapshot) implements Frame {
        public Whole {
            Objects.requireNonNull(stream);
            Objects.requireNonNull(hash);
            Objects.requireNonNull(snapshot);
        }
    }

    /**
     * Everything up to these heads was sent.
     *
     * @param ageMillis since the read of the primary began that the heads are at least as new as
     * @param mark the newest of the receiver's that had arrived before that read began
     * @param heads by followed stream that the sender can vouch for
     */
    record Heartbeat(long ageMillis, Optional<Long> mark, Map<TenantId, Long> heads) implements Frame {
        public Heartbeat {
            Objects.requireNonNull(mark);
            heads = Map.copyOf(heads);
        }
    }

    /** The frame as one JSON object with one member, in UTF-8, without the line's end. */
    default byte[] toJson() {
        return Line.FORM.write(
                switch (this) {
                    case Next f -> new Line(Optional.of(f.entry()), Optional.empty(), Optional.empty());
                    case Whole f -> new Line(Optional.empty(), Optional.of(f), Optional.empty());
                    case Heartbeat f -> new Line(Optional.empty(), Optional.empty(), Optional.of(f));
                });
    }

    /**
     * Reads a line.
     *
     * @throws MalformedForm if it is no frame
     */
    static Frame of(byte[] json) {
        Line line = Line.FORM.read(json);
        if (line.entry().isPresent()
                && line.whole().isEmpty()
                && line.heartbeat().isEmpty()) {
            return new Next(line.entry().get());
        }
        if (line.entry().isEmpty()
                && line.whole().isPresent()
                && line.heartbeat().isEmpty()) {
            return line.whole().get();
        }
        if (line.entry().isEmpty() && line.whole().isEmpty() && line.heartbeat().isPresent()) {
            return line.heartbeat().get();
        }
        throw new MalformedForm("a frame has one of `entry`, `whole` and `heartbeat`");
    }
}
