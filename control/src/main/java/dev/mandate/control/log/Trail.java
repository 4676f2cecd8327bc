package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.LogPart;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** The log as the audit trail: what was done, by whom, and in which bytes. Safe to share between threads. */
public final class Trail {
    private final Ledger ledger;

    public Trail(Database database) {
        this.ledger = new Ledger(database.dataSource());
    }

    /**
     * Entries from that revision on, the oldest first, at most {@code limit}.
     *
     * @throws Refusal 503 if the database is away
     */
    public List<Recorded> from(TenantId stream, long revision, int limit) {
        return read(() ->
                ledger.noted(stream, revision, limit).stream().map(Recorded::of).toList());
    }

    /**
     * Entries before that revision, the newest first, at most {@code limit}.
     *
     * @throws Refusal 503 if the database is away
     */
    public List<Recorded> before(TenantId stream, long revision, int limit) {
        return read(() -> ledger.notedBefore(stream, revision, limit).stream()
                .map(Recorded::of)
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
            Head head = ledger.head(stream).orElseGet(() -> Head.genesis(stream));
            List<LogPart.Item> items = ledger.noted(stream, revision, limit).stream()
                    .map(noted -> item(noted, reader))
                    .toList();
            return new LogPart(stream, head.revision(), head.hash(), items);
        });
    }

    private static LogPart.Item item(Ledger.Noted noted, TenantId reader) {
        boolean withheld = noted.note()
                .filter(note -> Attribution.of(Notes.read(note), reader).withheld())
                .isPresent();
        return withheld ? LogPart.Item.withholding(noted.entry()) : LogPart.Item.of(noted.entry(), noted.note());
    }

    /** Takes the note of an entry away, in the transaction of the entry that says so. */
    public static Beside erasing(TenantId stream, long revision) {
        return jdbc -> jdbc.sql("update entry set note = null where stream = :stream and revision = :revision")
                .param("stream", stream.value())
                .param("revision", revision)
                .update();
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataAccessException e) {
            throw Refusals.unavailable(e);
        }
    }
}
