package dev.mandate.control.log.entry;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds kept in the database, so that a load need not replay the whole log. They are never more than a saving: one that
 * the log does not say the same of, or that this release cannot read, is left aside. In parts, as one value of PostgreSQL
 * holds at most a gigabyte.
 */
public final class StoredFolds {
    private static final System.Logger LOGGER = System.getLogger(StoredFolds.class.getName());
    private static final int PART = 8 << 20;

    /** Which half of a fold the bytes are. */
    private enum Half {
        SNAPSHOT,
        DIRECTORY
    }

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    public StoredFolds(DataSource source, Ledger ledger) {
        this.jdbc = JdbcClient.create(source);
        this.ledger = ledger;
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        // another node may store a newer one between two reads
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading.setReadOnly(true);
    }

    /**
     * A fold as it was stored.
     *
     * @param size in bytes
     */
    public record Stored(FoldedState folded, long size) {}

    /**
     * What is stored of the stream, if this release can read it and the log still says the same at its revision.
     *
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    public Optional<Stored> load(TenantId stream) {
        try {
            return Objects.requireNonNull(reading.execute(status -> read(stream)));
        } catch (TransactionException e) {
            // readers of folds see a failure of the database as one kind of error
            throw new DataAccessResourceFailureException("the database is away", e);
        }
    }

    private Optional<Stored> read(TenantId stream) {
        return jdbc.sql("select fold.stream as id, revision, hash from fold where stream = :stream")
                .param("stream", stream.value())
                .query((row, number) -> StreamHead.of(row))
                .optional()
                // INVARIANT: before the fold is read, as one that is newer than a restored log may be large
                .flatMap(head -> ledger.at(stream, head.revision())
                        .filter(entry -> entry.hash().equals(head.hash())))
                .flatMap(this::folded);
    }

    private Optional<Stored> folded(SealedEntry entry) {
        TenantId stream = entry.heading().stream();
        try {
            Bytes snapshot = read(stream, Half.SNAPSHOT);
            Bytes directory = read(stream, Half.DIRECTORY);
            FoldedState folded = new FoldedState(
                    SnapshotForm.read(snapshot),
                    DirectoryForm.read(directory),
                    entry.hash(),
                    entry.heading().at());
            return Optional.of(new Stored(folded, (long) snapshot.length() + directory.length()));
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.INFO, "stored fold of `" + stream + "` is rebuilt: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Bytes read(TenantId stream, Half half) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        jdbc.sql("select content from fold_part where stream = :stream and half = :half order by part")
                .param("stream", stream.value())
                .param("half", half.name())
                .query(row -> {
                    all.writeBytes(row.getBytes("content"));
                });
        return Bytes.copyOf(all.toByteArray());
    }

    /** Replaces the stored fold of the stream; returns the size in bytes. */
    public long store(FoldedState folded) {
        Bytes snapshot = SnapshotForm.write(folded.snapshot());
        Bytes directory = DirectoryForm.write(folded.directory());
        writing.executeWithoutResult(status -> {
            jdbc.sql("insert into fold (stream, revision, hash) values (:stream, :revision, :hash)"
                            + " on conflict (stream) do update set revision = excluded.revision, hash = excluded.hash")
                    .param("stream", folded.stream().value())
                    .param("revision", folded.revision())
                    .param("hash", folded.hash().toByteArray())
                    .update();
            jdbc.sql("delete from fold_part where stream = :stream")
                    .param("stream", folded.stream().value())
                    .update();
            write(folded.stream(), Half.SNAPSHOT, snapshot);
            write(folded.stream(), Half.DIRECTORY, directory);
        });
        return (long) snapshot.length() + directory.length();
    }

    private void write(TenantId stream, Half half, Bytes bytes) {
        byte[] all = bytes.toByteArray();
        for (int part = 0; part * (long) PART < all.length; part++) {
            int from = part * PART;
            jdbc.sql("insert into fold_part (stream, half, part, content) values (:stream, :half, :part, :content)")
                    .param("stream", stream.value())
                    .param("half", half.name())
                    .param("part", part)
                    .param("content", Arrays.copyOfRange(all, from, Math.min(all.length, from + PART)))
                    .update();
        }
    }
}
