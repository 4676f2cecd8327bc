package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.Heading;
import dev.mandate.protocol.form.SealedEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the log: {@code stream} and {@code entry}. */
final class Ledger {
    private static final String COLUMNS = "stream, revision, at, platform_revision, changes, note_hash, hash";

    /** An entry with its note, unless that was erased. */
    record Noted(SealedEntry entry, Optional<Bytes> note) {}

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves the stream on, if it still is where the state was taken; false if another writer came first. */
    boolean advance(Folded from, SealedEntry entry) {
        begin(from);
        return 1
                == jdbc.sql("update stream set revision = :next, hash = :new"
                                + " where id = :id and revision = :revision and hash = :old")
                        .param("next", entry.revision())
                        .param("new", entry.hash().toByteArray())
                        .param("id", from.stream().value())
                        .param("revision", from.revision())
                        .param("old", from.hash().toByteArray())
                        .update();
    }

    /** Keeps the stream where the state was taken until the transaction ends; false if another writer came first. */
    boolean hold(Folded at) {
        begin(at);
        return jdbc.sql("select 1 from stream where id = :id and revision = :revision and hash = :hash"
                        + " for no key update")
                .param("id", at.stream().value())
                .param("revision", at.revision())
                .param("hash", at.hash().toByteArray())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void begin(Folded from) {
        if (from.revision() == 0) {
            jdbc.sql("insert into stream (id, revision, hash) values (:id, 0, :hash) on conflict do nothing")
                    .param("id", from.stream().value())
                    .param("hash", Chain.genesis(from.stream()).toByteArray())
                    .update();
        }
    }

    void insert(SealedEntry entry, Bytes note) {
        Heading heading = entry.heading();
        jdbc.sql("insert into entry (" + COLUMNS + ", note)"
                        + " values (:stream, :revision, :at, :platform, :changes, :noteHash, :hash, :note)")
                .param("stream", heading.stream().value())
                .param("revision", heading.revision())
                .param("at", OffsetDateTime.ofInstant(heading.at(), ZoneOffset.UTC))
                .param("platform", heading.platformRevision())
                .param("changes", entry.changes().toByteArray())
                .param("noteHash", entry.note().toByteArray())
                .param("hash", entry.hash().toByteArray())
                .param("note", note.toByteArray())
                .update();
    }

    /** Entries from that revision on, in order, at most {@code limit}. */
    List<SealedEntry> from(TenantId stream, long revision, int limit) {
        return jdbc.sql("select " + COLUMNS + " from entry where stream = :stream and revision >= :revision"
                        + " order by revision limit :limit")
                .param("stream", stream.value())
                .param("revision", revision)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** The same, with their notes. */
    List<Noted> noted(TenantId stream, long revision, int limit) {
        return jdbc.sql("select " + COLUMNS + ", note from entry where stream = :stream and revision >= :revision"
                        + " order by revision limit :limit")
                .param("stream", stream.value())
                .param("revision", revision)
                .param("limit", limit)
                .query((row, number) -> new Noted(
                        entry(row), Optional.ofNullable(row.getBytes("note")).map(Bytes::copyOf)))
                .list();
    }

    Optional<SealedEntry> at(TenantId stream, long revision) {
        return from(stream, revision, 1).stream()
                .filter(e -> e.revision() == revision)
                .findFirst();
    }

    private static SealedEntry entry(ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        Heading heading = new Heading(
                new TenantId(row.getString("stream")), row.getLong("revision"), at, row.getLong("platform_revision"));
        return new SealedEntry(
                heading,
                Bytes.copyOf(row.getBytes("changes")),
                Digest.copyOf(row.getBytes("note_hash")),
                Digest.copyOf(row.getBytes("hash")));
    }

    /** Where the stream is, if it has begun. */
    Optional<Head> head(TenantId stream) {
        return jdbc.sql("select id, revision, hash from stream where id = :id")
                .param("id", stream.value())
                .query((row, number) -> Head.of(row))
                .optional();
    }
}
