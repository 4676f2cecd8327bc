package dev.mandate.control.log;

import dev.mandate.protocol.form.SealedEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry as the audit trail shows it.
 *
 * @param entry in its bytes: one of a later release can be shown, though not applied
 * @param note who and why; empty once it was erased
 */
public record Recorded(SealedEntry entry, Optional<Note> note) {
    public Recorded {
        Objects.requireNonNull(entry);
    }

    static Recorded of(Ledger.Noted noted) {
        return new Recorded(noted.entry(), noted.note().map(Notes::read));
    }
}
