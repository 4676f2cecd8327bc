package dev.mandate.protocol.chain;

import dev.mandate.engine.change.Entry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.change.UnknownChange;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import java.util.Objects;

/**
 * An entry as it crosses a wire: its exact bytes, and the hash that links it to the previous entry.
 *
 * @param changes what {@link ChangeForm} wrote
 * @param note the hash of the note with its salt; the note itself stays with the log and can be erased
 * @param hash the hash of this entry, which the next entry's hash covers
 */
public record SealedEntry(EntryHeader heading, Bytes changes, Digest note, Digest hash) {
    public SealedEntry {
        Objects.requireNonNull(heading);
        Objects.requireNonNull(changes);
        Objects.requireNonNull(note);
        Objects.requireNonNull(hash);
    }

    /** Returns an entry with the hash that links it to the previous one. */
    public static SealedEntry seal(Digest previous, EntryHeader heading, Bytes changes, Digest note) {
        return new SealedEntry(heading, changes, note, Chain.next(previous, heading, changes, note));
    }

    public long revision() {
        return heading.revision();
    }

    /** Returns whether the entry is unchanged and follows the entry with that hash. */
    public boolean follows(Digest previous) {
        return hash.equals(Chain.next(previous, heading, changes, note));
    }

    /**
     * Decodes the changes.
     *
     * @throws UnknownChange if a later release wrote one of them
     * @throws MalformedForm if the bytes are not 1 to 1,000 changes
     */
    public Entry open() {
        try {
            return new Entry(heading.revision(), heading.at(), heading.platformRevision(), ChangeForm.read(changes));
        } catch (IllegalArgumentException e) {
            throw new MalformedForm("entry `" + heading.revision() + "` of `" + heading.stream() + "` is refused", e);
        }
    }
}
