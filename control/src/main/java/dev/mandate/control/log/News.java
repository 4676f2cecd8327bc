package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.form.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one read of the primary found.
 *
 * @param begun when the read began: everything committed before it is in it
 * @param floor the oldest transaction that was not over; what comes later is not below it
 * @param heads of the streams that moved since the floor before, or of all
 * @param whole whether it was asked for all streams, with their hashes
 * @param hashes by stream, if it was
 * @param clock how far the database's clock is ahead of this node's
 */
record News(
        Moment begun,
        String floor,
        boolean whole,
        Map<TenantId, Long> heads,
        Map<TenantId, Digest> hashes,
        Duration clock) {
    private static final String HERE =
            "(select pg_snapshot_xmin(pg_current_snapshot())::text as floor, pg_is_in_recovery() as standby,"
                    + " clock_timestamp() as now) here";

    /** INVARIANT: floor and heads are of one snapshot, as they are of one statement. */
    private static final String MOVED = "select here.*, moved.id, moved.revision, null::bytea as hash from " + HERE
            + " left join (select stream as id, max(revision) as revision from entry where tx >= ?::xid8 group by stream)"
            + " moved on true";

    private static final String ALL =
            "select here.*, stream.id, stream.revision, stream.hash from " + HERE + " left join stream on true";

    /** Everything, for a connection that is new: its server may have lost a tail of the log. */
    static News all(Connection connection) throws SQLException {
        return read(connection, ALL, Optional.empty());
    }

    /** What moved since the floor of the read before. */
    static News since(Connection connection, String floor) throws SQLException {
        return read(connection, MOVED, Optional.of(floor));
    }

    private static News read(Connection connection, String sql, Optional<String> floor) throws SQLException {
        Moment begun = Moment.now();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (floor.isPresent()) {
                statement.setString(1, floor.get());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return collect(begun, floor.isEmpty(), rows);
            }
        }
    }

    private static News collect(Moment begun, boolean whole, ResultSet rows) throws SQLException {
        Map<TenantId, Long> heads = new HashMap<>();
        Map<TenantId, Digest> hashes = new HashMap<>();
        String floor = "";
        Instant now = Instant.EPOCH;
        while (rows.next()) {
            if (rows.getBoolean("standby")) {
                throw new SQLException("the server is a standby, and authorization is read from the primary alone");
            }
            floor = rows.getString("floor");
            now = rows.getObject("now", OffsetDateTime.class).toInstant();
            String id = rows.getString("id");
            if (id != null) {
                heads.put(new TenantId(id), rows.getLong("revision"));
                byte[] hash = rows.getBytes("hash");
                if (hash != null) {
                    hashes.put(new TenantId(id), Digest.copyOf(hash));
                }
            }
        }
        Duration clock = Duration.between(Instant.ofEpochMilli(begun.millis()), now);
        return new News(begun, floor, whole, heads, hashes, clock);
    }

    /** Where the stream ends, of a whole read. */
    Optional<Head> head(TenantId stream) {
        return Optional.ofNullable(hashes.get(stream)).map(h -> new Head(stream, heads.getOrDefault(stream, 0L), h));
    }
}
