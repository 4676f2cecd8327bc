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
     * Returns the bytes of the range's changes and notes, without reading them.
     *
     * @throws Refusal 503 if the database is away
     */
    public long bytes(LogRange range) {
        return read(() -> ledger.bytes(range));
    }

    /**
     * Returns the entries of the range, in its order.
     *
     * @throws Refusal 503 if the database is away
     */
    public List<RecordedEntry> entries(LogRange range) {
        return read(
                () -> ledger.withNotes(range).stream().map(RecordedEntry::of).toList());
    }

    /**
     * Returns entries from that revision on, the oldest first, at most {@code limit} and 8 MiB.
     *
     * @throws Refusal 503 if the database is away
     */
    public List<RecordedEntry> from(TenantId stream, long revision, int limit) {
        return entries(LogRange.from(stream, revision, limit));
    }

    /**
     * Returns the same as {@link #entries}, in the bytes that the chain hashes. A note that the reader may not see is left out, and the
     * item says so: the chain covers the hash of the note, so it can be walked without.
     *
     * @param range oldest first
     * @param reader the tenant that reads, or the platform for its operators
     * @throws Refusal 503 if the database is away
     */
    public LogPart sealed(LogRange range, TenantId reader) {
        return read(() -> {
            // INVARIANT: the head before the entries, as more may come while they are read
            StreamHead head = ledger.head(range.stream()).orElseGet(() -> StreamHead.genesis(range.stream()));
            List<LogPart.Item> items = ledger.withNotes(range).stream()
                    .map(stored -> item(stored, reader))
                    .toList();
            return new LogPart(range.stream(), head.revision(), head.hash(), items);
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
