package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Where a stream ends in the log.
 *
 * @param revision of the last entry; 0 before the first
 * @param hash of the last entry, or what the first will stand upon
 */
public record Head(TenantId stream, long revision, Digest hash) {
    public Head {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(hash);
    }

    static Head of(ResultSet row) throws SQLException {
        return new Head(
                new TenantId(row.getString("id")), row.getLong("revision"), Digest.copyOf(row.getBytes("hash")));
    }

    static Head of(Folded folded) {
        return new Head(folded.stream(), folded.revision(), folded.hash());
    }

    /** The stream before its first entry. */
    static Head genesis(TenantId stream) {
        return new Head(stream, 0, Chain.genesis(stream));
    }
}
