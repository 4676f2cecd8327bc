package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SealedEntry;
import dev.mandate.protocol.form.SnapshotForm;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Folds kept in the database, so that a start need not replay the whole log. They are never more than a saving. */
final class StoredFolds {
    private static final System.Logger LOGGER = System.getLogger(StoredFolds.class.getName());

    private record Row(long revision, Digest hash, Bytes snapshot, Bytes directory) {}

    private final JdbcClient jdbc;
    private final Ledger ledger;

    StoredFolds(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** What is stored of the stream, if this release can read it and the log still says the same at its revision. */
    Optional<Folded> load(TenantId stream) {
        Optional<Row> row = jdbc.sql("select revision, hash, snapshot, directory from fold where stream = :stream")
                .param("stream", stream.value())
                .query((r, number) -> new Row(
                        r.getLong("revision"),
                        Digest.copyOf(r.getBytes("hash")),
                        Bytes.copyOf(r.getBytes("snapshot")),
                        Bytes.copyOf(r.getBytes("directory"))))
                .optional();
        return row.flatMap(r -> ledger.at(stream, r.revision())
                .filter(entry -> entry.hash().equals(r.hash()))
                .flatMap(entry -> folded(r, entry)));
    }

    private static Optional<Folded> folded(Row row, SealedEntry entry) {
        try {
            Snapshot snapshot = SnapshotForm.read(row.snapshot());
            return Optional.of(new Folded(
                    snapshot,
                    DirectoryForm.read(row.directory()),
                    entry.hash(),
                    entry.heading().at()));
        } catch (MalformedForm e) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "stored fold of `" + entry.heading().stream() + "` is rebuilt: " + e.getMessage());
            return Optional.empty();
        }
    }

    void store(Folded folded) {
        jdbc.sql("insert into fold (stream, revision, hash, snapshot, directory)"
                        + " values (:stream, :revision, :hash, :snapshot, :directory)"
                        + " on conflict (stream) do update set revision = excluded.revision, hash = excluded.hash,"
                        + " snapshot = excluded.snapshot, directory = excluded.directory")
                .param("stream", folded.stream().value())
                .param("revision", folded.revision())
                .param("hash", folded.hash().toByteArray())
                .param("snapshot", SnapshotForm.write(folded.snapshot()).toByteArray())
                .param("directory", DirectoryForm.write(folded.directory()).toByteArray())
                .update();
    }
}
