package dev.mandate.protocol.form;

import dev.mandate.engine.change.Entry;
import java.util.Objects;

/**
 * An entry as it crosses a wire: its exact bytes, and the hash that ties it to everything before it.
 *
 * @param changes what {@link ChangeForm} wrote
 * @param note hash of the note with its salt; the note itself stays with the log and can be erased
 * @param hash of this entry, which the next one builds upon
 */
public record SealedEntry(Heading heading, Bytes changes, Digest note, Digest hash) {
    public SealedEntry {
        Objects.requireNonNull(heading);
        Objects.requireNonNull(changes);
        Objects.requireNonNull(note);
        Objects.requireNonNull(hash);
    }

    /** Seals an entry upon the one before it. */
    public static SealedEntry seal(Digest previous, Heading heading, Bytes changes, Digest note) {
        return new SealedEntry(heading, changes, note, Chain.next(previous, heading, changes, note));
    }

    public long revision() {
        return heading.revision();
    }

    /** Whether it is unchanged and stands upon the entry of that hash. */
    public boolean follows(Digest previous) {
        return hash.equals(Chain.next(previous, heading, changes, note));
    }

    /**
     * Reads the changes.
     *
     * @throws UnknownChange if a later release wrote one of them
     * @throws MalformedForm if they are none, or too many
     */
    public Entry open() {
        try {
            return new Entry(heading.revision(), heading.at(), heading.platformRevision(), ChangeForm.read(changes));
        } catch (IllegalArgumentException e) {
            throw new MalformedForm("entry `" + heading.revision() + "` of `" + heading.stream() + "` is refused", e);
        }
    }
}
