package dev.mandate.control.log.entry;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
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
public final class Ledger {
    private static final String COLUMNS = "stream, revision, at, platform_revision, changes, note_hash, hash";

    private static final String INSERT = "insert into entry (" + COLUMNS + ", note) values (?, ?, ?, ?, ?, ?, ?, ?)";

    /** A stored entry with its note; empty if the note was erased. */
    record StoredEntry(SealedEntry entry, Optional<Bytes> note) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;

    public Ledger(DataSource source) {
        this.rows = new JdbcTemplate(source);
        this.jdbc = JdbcClient.create(rows);
    }

    /**
     * Adds the entries if the stream still ends at {@code from}, and moves its head; without entries, locks the head there until
     * the transaction ends.
     *
     * @return false if another writer has moved the stream
     */
    public boolean append(FoldedState from, List<NewEntry> entries) {
        begin(from);
        if (entries.isEmpty()) {
            return hold(from);
        }
        boolean first = advance(from, entries.getLast().sealed());
        if (first) {
            insert(entries);
        }
        return first;
    }

    private boolean advance(FoldedState from, SealedEntry last) {
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

    private boolean hold(FoldedState at) {
        return jdbc.sql("select 1 from stream where id = :id and revision = :revision and hash = :hash"
                        + " for no key update")
                .param("id", at.stream().value())
                .param("revision", at.revision())
                .param("hash", at.hash().toByteArray())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void begin(FoldedState from) {
        if (from.revision() == 0) {
            jdbc.sql("insert into stream (id, revision, hash) values (:id, 0, :hash) on conflict do nothing")
                    .param("id", from.stream().value())
                    .param("hash", Chain.genesis(from.stream()).toByteArray())
                    .update();
        }
    }

    private void insert(List<NewEntry> entries) {
        rows.batchUpdate(INSERT, entries, entries.size(), (row, entry) -> {
            EntryHeader heading = entry.sealed().heading();
            row.setString(1, heading.stream().value());
            row.setLong(2, heading.revision());
            row.setObject(3, OffsetDateTime.ofInstant(heading.at(), ZoneOffset.UTC));
            row.setLong(4, heading.platformRevision());
            row.setBytes(5, entry.sealed().changes().toByteArray());
            row.setBytes(6, entry.sealed().note().toByteArray());
            row.setBytes(7, entry.sealed().hash().toByteArray());
            row.setBytes(8, entry.note().toByteArray());
        });
    }

    /** Returns entries from that revision on, in order, at most {@code limit}. */
    public List<SealedEntry> from(TenantId stream, long revision, int limit) {
        return jdbc.sql("select " + COLUMNS + " from entry where stream = :stream and revision >= :revision"
                        + " order by revision limit :limit")
                .param("stream", stream.value())
                .param("revision", revision)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** Returns the entries of the range with their notes: as many as it allows, and at least one if there is one. */
    List<StoredEntry> withNotes(LogRange range) {
        return within(range, COLUMNS + ", note", " order by revision " + order(range))
                .query((row, number) -> stored(row))
                .list();
    }

    /** Returns the bytes of what {@link #withNotes} reads, without reading it. */
    long bytes(LogRange range) {
        return within(range, "coalesce(max(bytes), 0)", "").query(Long.class).single();
    }

    /** INVARIANT: `octet_length` reads no value that is stored out of line, so the entries beyond the bound are not read. */
    private JdbcClient.StatementSpec within(LogRange range, String columns, String ordered) {
        String order = order(range);
        String part = "select " + COLUMNS + ", note from entry where stream = :stream and revision "
                + (range.newestFirst() ? "<" : ">=") + " :revision order by revision " + order + " limit :limit";
        String sized = "select *, row_number() over following as place,"
                + " sum(octet_length(changes) + coalesce(octet_length(note), 0)) over following as bytes"
                + " from (" + part + ") part"
                + " window following as (order by revision " + order + " rows unbounded preceding)";
        return jdbc.sql("select " + columns + " from (" + sized + ") sized where bytes <= :bytes or place = 1"
                        + ordered)
                .param("stream", range.stream().value())
                .param("revision", range.revision())
                .param("limit", range.limit())
                .param("bytes", range.bytes());
    }

    private static String order(LogRange range) {
        return range.newestFirst() ? "desc" : "asc";
    }

    /** Returns the newest entry between two revisions whose changes contain all of these words. */
    Optional<StoredEntry> newestContaining(TenantId stream, long from, long before, List<byte[]> words) {
        StringBuilder containing = new StringBuilder();
        for (int word = 0; word < words.size(); word++) {
            containing.append(" and position(:word").append(word).append(" in changes) > 0");
        }
        JdbcClient.StatementSpec query = jdbc.sql("select " + COLUMNS + ", note from entry where stream = :stream"
                        + " and revision >= :from and revision < :before" + containing
                        + " order by revision desc limit 1")
                .param("stream", stream.value())
                .param("from", from)
                .param("before", before);
        for (int word = 0; word < words.size(); word++) {
            query = query.param("word" + word, words.get(word));
        }
        return query.query((row, number) -> stored(row)).optional();
    }

    /** Returns the last entry at that time. */
    Optional<SealedEntry> lastAt(TenantId stream, Instant time) {
        return jdbc.sql("select " + COLUMNS + " from entry where stream = :stream and at <= :time"
                        + " order by revision desc limit 1")
                .param("stream", stream.value())
                .param("time", OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
                .query((row, number) -> entry(row))
                .optional();
    }

    private static StoredEntry stored(ResultSet row) throws SQLException {
        return new StoredEntry(
                entry(row), Optional.ofNullable(row.getBytes("note")).map(Bytes::copyOf));
    }

    /** Returns the entry of that revision. */
    public Optional<SealedEntry> at(TenantId stream, long revision) {
        return from(stream, revision, 1).stream()
                .filter(e -> e.revision() == revision)
                .findFirst();
    }

    private static SealedEntry entry(ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        EntryHeader heading = new EntryHeader(
                new TenantId(row.getString("stream")), row.getLong("revision"), at, row.getLong("platform_revision"));
        return new SealedEntry(
                heading,
                Bytes.copyOf(row.getBytes("changes")),
                Digest.copyOf(row.getBytes("note_hash")),
                Digest.copyOf(row.getBytes("hash")));
    }

    /** Returns the heads whose entry the log lacks or has with another hash; the platform's first. */
    public List<StreamHead> missing(List<StreamHead> heads) {
        List<StreamHead> begun = heads.stream().filter(h -> h.revision() > 0).toList();
        if (begun.isEmpty()) {
            return begun;
        }
        List<String> missing = jdbc.sql("select h.id from unnest(:ids, :revisions, :hashes) h(id, revision, hash)"
                        + " where not exists (select from entry e where e.stream = h.id and e.revision = h.revision"
                        + " and encode(e.hash, 'hex') = h.hash)")
                .param("ids", array("text", begun, h -> h.stream().value()))
                .param("revisions", array("bigint", begun, StreamHead::revision))
                .param("hashes", array("text", begun, h -> h.hash().toString()))
                .query((row, number) -> row.getString("id"))
                .list();
        return begun.stream()
                .filter(h -> missing.contains(h.stream().value()))
                .sorted(Comparator.comparing(h -> !h.stream().equals(TenantId.PLATFORM)))
                .toList();
    }

    private static SqlArrayValue array(String type, List<StreamHead> heads, Function<StreamHead, Object> part) {
        return new SqlArrayValue(type, heads.stream().map(part).toArray());
    }

    /** Returns the last position of the stream; empty if it has no entry. */
    public Optional<StreamHead> head(TenantId stream) {
        return jdbc.sql("select id, revision, hash from stream where id = :id")
                .param("id", stream.value())
                .query((row, number) -> StreamHead.of(row))
                .optional();
    }
}
