package dev.mandate.control.audit;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.control.log.entry.Trail;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Erases an entry's note; does nothing if it is erased already.
 *
 * @param entry as read before the command; empty if there was none, and then the command is refused even if one came since
 * @param eraser the tenant whose manager gives the command, or the platform for its operators
 */
record EraseNote(TenantId stream, long revision, Optional<RecordedEntry> entry, TenantId eraser)
        implements ManagementCommand<Done> {
    @Override
    public void requireRight(CommandState state, Manager manager) {
        manager.requireOwner("erase notes");
    }

    @Override
    public ChangeProposal<Done> propose(CommandState state, Manager manager) {
        RecordedEntry found = entry.orElseThrow(() -> Refusals.unknown("entry", Long.toString(revision)));
        found.note().ifPresent(kept -> Erasable.require(kept, stream, eraser));
        boolean already = state.directory().find(EntryView.erased(revision)).isPresent();
        return already
                ? ChangeProposal.of()
                : ChangeProposal.of(List.of(new LogChange.NoteErased(revision)), Trail.eraseNote(stream, revision));
    }
}
