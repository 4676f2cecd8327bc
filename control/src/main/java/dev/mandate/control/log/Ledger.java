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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The rows of the log: {@code stream} and {@code entry}. */
final class Ledger {
    /** Entries with whole API documents are large. */
    private static final int MOST_BYTES = 8 << 20;

    private static final String COLUMNS = "stream, revision, at, platform_revision, changes, note_hash, hash";

    private static final String INSERT = "insert into entry (" + COLUMNS + ", note) values (?, ?, ?, ?, ?, ?, ?, ?)";

    /** An entry with its note, unless that was erased. */
    record Noted(SealedEntry entry, Optional<Bytes> note) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;

    Ledger(DataSource source) {
        this.rows = new JdbcTemplate(source);
        this.jdbc = JdbcClient.create(rows);
    }

    /**
     * Moves the stream on, if it still is where the state was taken, and adds the entries; with none it is kept there until
     * the transaction ends.
     *
     * @return false if another writer came first
     */
    boolean append(Folded from, List<Step.Noted> entries) {
        begin(from);
        if (entries.isEmpty()) {
            return hold(from);
        }
        boolean first = advance(from, entries.getLast().entry());
        if (first) {
            insert(entries);
        }
        return first;
    }

    private boolean advance(Folded from, SealedEntry last) {
        return 1
                == jdbc.sql("update stream set revision = :next, hash = :new"
                                + " where id = :id and revision = :revision and hash = :old")
                        .param("next", last.revision())
                        .param("new", last.hash().toByteArray())
                        .param("id", from.stream().value())
                        .param("revision", from.revision())
                        .param("old", from.hash().toByteArray())
                        .update();
    }

    private boolean hold(Folded at) {
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

    private void insert(List<Step.Noted> entries) {
        rows.batchUpdate(INSERT, entries, entries.size(), (row, noted) -> {
            Heading heading = noted.entry().heading();
            row.setString(1, heading.stream().value());
            row.setLong(2, heading.revision());
            row.setObject(3, OffsetDateTime.ofInstant(heading.at(), ZoneOffset.UTC));
            row.setLong(4, heading.platformRevision());
            row.setBytes(5, noted.entry().changes().toByteArray());
            row.setBytes(6, noted.entry().note().toByteArray());
            row.setBytes(7, noted.entry().hash().toByteArray());
            row.setBytes(8, noted.note().toByteArray());
        });
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

    /** The same, with their notes, and no more than are read into memory well: at least one, if there is one. */
    List<Noted> noted(TenantId stream, long revision, int limit) {
        return noted(stream, revision, limit, ">=", "asc");
    }

    /** The entries before that revision, the newest first. */
    List<Noted> notedBefore(TenantId stream, long revision, int limit) {
        return noted(stream, revision, limit, "<", "desc");
    }

    private List<Noted> noted(TenantId stream, long revision, int limit, String side, String order) {
        String part = "select " + COLUMNS + ", note from entry where stream = :stream and revision " + side
                + " :revision order by revision " + order + " limit :limit";
        String sized = "select *, sum(octet_length(changes)) over (order by revision " + order
                + " rows unbounded preceding) - octet_length(changes) as before from (" + part + ") part";
        return jdbc.sql("select " + COLUMNS + ", note from (" + sized + ") sized where before < " + MOST_BYTES
                        + " order by revision " + order)
                .param("stream", stream.value())
                .param("revision", revision)
                .param("limit", limit)
                .query((row, number) -> noted(row))
                .list();
    }

    /** The newest entry between two revisions whose changes hold all of these bytes. */
    Optional<Noted> holding(TenantId stream, long from, long before, List<byte[]> words) {
        StringBuilder holding = new StringBuilder();
        for (int word = 0; word < words.size(); word++) {
            holding.append(" and position(:word").append(word).append(" in changes) > 0");
        }
        JdbcClient.StatementSpec query = jdbc.sql("select " + COLUMNS + ", note from entry where stream = :stream"
                        + " and revision >= :from and revision < :before" + holding
                        + " order by revision desc limit 1")
                .param("stream", stream.value())
                .param("from", from)
                .param("before", before);
        for (int word = 0; word < words.size(); word++) {
            query = query.param("word" + word, words.get(word));
        }
        return query.query((row, number) -> noted(row)).optional();
    }

    /** The last entry that was there at that time. */
    Optional<SealedEntry> lastAt(TenantId stream, Instant time) {
        return jdbc.sql("select " + COLUMNS + " from entry where stream = :stream and at <= :time"
                        + " order by revision desc limit 1")
                .param("stream", stream.value())
                .param("time", OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
                .query((row, number) -> entry(row))
                .optional();
    }

    private static Noted noted(ResultSet row) throws SQLException {
        return new Noted(entry(row), Optional.ofNullable(row.getBytes("note")).map(Bytes::copyOf));
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

    /** Those of them whose entry the log has not, or has otherwise; the platform's first. */
    List<Head> lacking(List<Head> heads) {
        List<Head> begun = heads.stream().filter(h -> h.revision() > 0).toList();
        if (begun.isEmpty()) {
            return begun;
        }
        List<String> lacking = jdbc.sql("select h.id from unnest(:ids, :revisions, :hashes) h(id, revision, hash)"
                        + " where not exists (select from entry e where e.stream = h.id and e.revision = h.revision"
                        + " and encode(e.hash, 'hex') = h.hash)")
                .param("ids", array("text", begun, h -> h.stream().value()))
                .param("revisions", array("bigint", begun, Head::revision))
                .param("hashes", array("text", begun, h -> h.hash().toString()))
                .query((row, number) -> row.getString("id"))
                .list();
        return begun.stream()
                .filter(h -> lacking.contains(h.stream().value()))
                .sorted(Comparator.comparing(h -> !h.stream().equals(TenantId.PLATFORM)))
                .toList();
    }

    private static SqlArrayValue array(String type, List<Head> heads, Function<Head, Object> part) {
        return new SqlArrayValue(type, heads.stream().map(part).toArray());
    }

    /** Where the stream is, if it has begun. */
    Optional<Head> head(TenantId stream) {
        return jdbc.sql("select id, revision, hash from stream where id = :id")
                .param("id", stream.value())
                .query((row, number) -> Head.of(row))
                .optional();
    }
}
