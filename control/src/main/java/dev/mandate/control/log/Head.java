package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where a stream ends in the log. */
record Head(TenantId stream, long revision, Digest hash) {
    static Head of(ResultSet row) throws SQLException {
        return new Head(
                new TenantId(row.getString("id")), row.getLong("revision"), Digest.copyOf(row.getBytes("hash")));
    }
}
