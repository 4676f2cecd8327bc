package dev.mandate.control.log.entry;

import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.LogPart;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** The log as the audit trail: what was done, by whom, and in which bytes. Safe to share between threads. */
public final class Trail {
    private final Ledger ledger;

    public Trail(ControlDatabase database) {
        this.ledger = new Ledger(database.dataSource());
    }

    /**
     * Entries from that revision on, the oldest first, at most {@code limit}.
     *
     * @throws Refusal 503 if the database is away
     */
    public List<RecordedEntry> from(TenantId stream, long revision, int limit) {
        return read(() -> ledger.withNotes(stream, revision, limit).stream()
                .map(RecordedEntry::of)
                .toList());
    }

    /**
     * Entries before that revision, the newest first, at most {@code limit}.
     *
     * @throws Refusal 503 if the database is away
     */
    public List<RecordedEntry> before(TenantId stream, long revision, int limit) {
        return read(() -> ledger.withNotesBefore(stream, revision, limit).stream()
                .map(RecordedEntry::of)
                .toList());
    }

    /**
     * The same as {@link #from}, in the bytes that the chain hashes. A note that the reader may not see is left out, and the
     * item says so: the chain covers the hash of the note, so it can be walked without.
     *
     * @param reader the tenant that reads, or the platform for its operators
     * @throws Refusal 503 if the database is away
     */
    public LogPart sealed(TenantId stream, long revision, int limit, TenantId reader) {
        return read(() -> {
            // INVARIANT: the head before the entries, as more may come while they are read
            StreamHead head = ledger.head(stream).orElseGet(() -> StreamHead.genesis(stream));
            List<LogPart.Item> items = ledger.withNotes(stream, revision, limit).stream()
                    .map(stored -> item(stored, reader))
                    .toList();
            return new LogPart(stream, head.revision(), head.hash(), items);
        });
    }

    private static LogPart.Item item(Ledger.StoredEntry stored, TenantId reader) {
        boolean withheld = stored.note()
                .filter(note -> Attribution.of(NoteForm.read(note), reader).withheld())
                .isPresent();
        return withheld ? LogPart.Item.withholding(stored.entry()) : LogPart.Item.of(stored.entry(), stored.note());
    }

    /** Returns the write that deletes the note of an entry, in the transaction of the entry that records the deletion. */
    public static SideWrite eraseNote(TenantId stream, long revision) {
        return jdbc -> jdbc.sql("update entry set note = null where stream = :stream and revision = :revision")
                .param("stream", stream.value())
                .param("revision", revision)
                .update();
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataAccessException e) {
            throw LogRefusals.unavailable(e);
        }
    }
}
