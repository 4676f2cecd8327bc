package dev.mandate.control.log.entry;

import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import java.util.Objects;

/** An entry to be stored, with the bytes of its note. */
public record NewEntry(SealedEntry sealed, Bytes note) {
    public NewEntry {
        Objects.requireNonNull(sealed);
        Objects.requireNonNull(note);
    }
}
