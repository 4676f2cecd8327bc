package dev.mandate.control.log.entry;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.form.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * The last position of a stream in the log.
 *
 * @param revision of the last entry; 0 before the first
 * @param hash of the last entry, or what the first will stand upon
 */
public record StreamHead(TenantId stream, long revision, Digest hash) {
    public StreamHead {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(hash);
    }

    /** Reads the columns {@code id}, {@code revision} and {@code hash}. */
    public static StreamHead of(ResultSet row) throws SQLException {
        return new StreamHead(
                new TenantId(row.getString("id")), row.getLong("revision"), Digest.copyOf(row.getBytes("hash")));
    }

    /** Returns the position of the state. */
    public static StreamHead of(FoldedState folded) {
        return new StreamHead(folded.stream(), folded.revision(), folded.hash());
    }

    /** Returns the position of a stream before its first entry. */
    public static StreamHead genesis(TenantId stream) {
        return new StreamHead(stream, 0, Chain.genesis(stream));
    }
}
