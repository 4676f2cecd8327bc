package dev.mandate.control.log;

import dev.mandate.engine.change.Entry;
import dev.mandate.protocol.form.Digest;
import java.util.Optional;

/**
 * An entry as the audit trail shows it.
 *
 * @param note who and why; empty once it was erased
 */
public record Recorded(Entry entry, Optional<Note> note, Digest hash) {
    static Recorded of(Ledger.Noted noted) {
        return new Recorded(
                noted.entry().open(),
                noted.note().map(Notes::read),
                noted.entry().hash());
    }
}
