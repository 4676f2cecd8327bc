package dev.mandate.control.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.Attribution;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.MalformedForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * An entry as management shows it. Changes hold ids and settings only, so there is no secret to leave out.
 *
 * @param note whether who did it is shown, and why not
 * @param changes as they were written, in JSON
 * @param actions the key of each action that the changes name by number; absent if they name none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryView(
        long revision,
        String at,
        long platformRevision,
        NoteState note,
        @Nullable String actor,
        @Nullable String requestId,
        @Nullable String reason,
        @Nullable String address,
        RawValue changes,
        @Nullable SortedMap<Integer, String> actions,
        String hash) {
    /** Whether the log still says who did it. */
    enum NoteState {
        KEPT,
        /** An operator of the platform did it, and a tenant reads it. */
        WITHHELD,
        /** A later entry says so. */
        ERASED,
        /** No entry says so: somebody took it out of the database. */
        ERASED_OUTSIDE
    }

    /**
     * The entry as the reader may see it.
     *
     * @param state of the stream, as it is now
     * @param reader the tenant that reads, or the platform for its operators
     * @param names of the same state's catalogue
     */
    static EntryView of(RecordedEntry recorded, CommandState state, TenantId reader, ActionNames names) {
        SealedEntry entry = recorded.entry();
        Attribution note = recorded.note().map(n -> Attribution.of(n, reader)).orElse(null);
        return new EntryView(
                entry.revision(),
                entry.heading().at().toString(),
                entry.heading().platformRevision(),
                state(note, entry.revision(), state.directory()),
                note == null ? null : note.actor(),
                note == null ? null : note.requestId(),
                note == null ? null : note.reason(),
                note == null ? null : note.address(),
                new RawValue(new String(entry.changes().toByteArray(), StandardCharsets.UTF_8)),
                names.of(changes(entry)),
                entry.hash().toString());
    }

    /** Returns what this release can read; nothing of an entry that it cannot. */
    private static List<Change> changes(SealedEntry entry) {
        try {
            return ChangeForm.read(entry.changes());
        } catch (MalformedForm e) {
            // shown as it was written: one entry must not hide the page that it is on
            return List.of();
        }
    }

    private static NoteState state(@Nullable Attribution note, long revision, Directory directory) {
        if (note != null) {
            return note.withheld() ? NoteState.WITHHELD : NoteState.KEPT;
        }
        return directory.find(erased(revision)).isPresent() ? NoteState.ERASED : NoteState.ERASED_OUTSIDE;
    }

    /** What the directory has of an entry whose note was erased. */
    static Thing erased(long revision) {
        return new Thing(Thing.Kind.ERASED_NOTE, Long.toString(revision));
    }
}
