package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one read of the primary found.
 *
 * @param begun when the read began: everything committed before it is in it
 * @param floor the oldest transaction that was not over; what comes later is not below it
 * @param whole whether it was asked for all streams
 * @param heads of the streams that moved since the floor before, or of all
 * @param clock how far the database's clock is ahead of this node's
 */
record News(Moment begun, String floor, boolean whole, Map<TenantId, Head> heads, Duration clock) {
    private static final String HERE =
            "(select pg_snapshot_xmin(pg_current_snapshot())::text as floor, pg_is_in_recovery() as standby,"
                    + " clock_timestamp() as now) here";

    /** INVARIANT: floor and heads are of one snapshot, as they are of one statement. */
    private static final String MOVED = "select here.*, stream.id, stream.revision, stream.hash from " + HERE
            + " left join stream on stream.id in (select entry.stream from entry where tx >= ?::xid8)";

    private static final String ALL =
            "select here.*, stream.id, stream.revision, stream.hash from " + HERE + " left join stream on true";

    /** Reads the primary. */
    record Source(Database database, InstantSource clock) {
        /** Everything, for a connection that is new: its server may have lost a tail of the log. */
        News all(Connection connection) throws SQLException {
            return read(connection, ALL, Optional.empty());
        }

        /** What moved since the floor of the read before. */
        News since(Connection connection, String floor) throws SQLException {
            return read(connection, MOVED, Optional.of(floor));
        }

        private News read(Connection connection, String sql, Optional<String> floor) throws SQLException {
            Moment begun = Moment.now();
            Instant sent = clock.instant();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (floor.isPresent()) {
                    statement.setString(1, floor.get());
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return collect(begun, floor.isEmpty(), rows, now -> ahead(sent, now, clock.instant()));
                }
            }
        }
    }

    /** How far the database's clock is ahead at least: between asking and being answered it may have been any time. */
    static Duration ahead(Instant sent, Instant database, Instant received) {
        if (database.isBefore(sent)) {
            return Duration.between(sent, database);
        }
        return database.isAfter(received) ? Duration.between(received, database) : Duration.ZERO;
    }

    private static News collect(Moment begun, boolean whole, ResultSet rows, Function<Instant, Duration> clock)
            throws SQLException {
        Map<TenantId, Head> heads = new HashMap<>();
        String floor = "";
        Duration ahead = Duration.ZERO;
        while (rows.next()) {
            if (rows.getBoolean("standby")) {
                throw new SQLException("the server is a standby, and authorization is read from the primary alone");
            }
            if (floor.isEmpty()) {
                floor = rows.getString("floor");
                ahead = clock.apply(rows.getObject("now", OffsetDateTime.class).toInstant());
            }
            if (rows.getString("id") != null) {
                Head head = Head.of(rows);
                heads.put(head.stream(), head);
            }
        }
        return new News(begun, floor, whole, heads, ahead);
    }

    /** Where the stream ends, if the read found it. */
    Optional<Head> head(TenantId stream) {
        return Optional.ofNullable(heads.get(stream));
    }
}
