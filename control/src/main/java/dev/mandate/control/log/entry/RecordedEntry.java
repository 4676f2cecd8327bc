package dev.mandate.control.log.entry;

import dev.mandate.control.log.command.Note;
import dev.mandate.protocol.chain.SealedEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry as the audit trail shows it.
 *
 * @param entry in its bytes: one of a later release can be shown, though not applied
 * @param note who and why; empty once it was erased
 */
public record RecordedEntry(SealedEntry entry, Optional<Note> note) {
    public RecordedEntry {
        Objects.requireNonNull(entry);
    }

    static RecordedEntry of(Ledger.StoredEntry stored) {
        return new RecordedEntry(stored.entry(), stored.note().map(NoteForm::read));
    }
}
