package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.StreamHead;
import dev.mandate.control.postgres.ControlDatabase;
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
 * The result of one read of the primary.
 *
 * @param begun when the read began: everything committed before it is in it
 * @param floor the oldest transaction in progress; later entries are not below it
 * @param whole whether the read was for all streams
 * @param heads of the streams that moved since the floor before, or of all
 * @param clock how far the database's clock is ahead of this node's
 */
record PollResult(Moment begun, String floor, boolean whole, Map<TenantId, StreamHead> heads, Duration clock) {
    private static final String HERE =
            "(select pg_snapshot_xmin(pg_current_snapshot())::text as floor, pg_is_in_recovery() as standby,"
                    + " clock_timestamp() as now) here";

    /** INVARIANT: floor and heads are of one snapshot, as they are of one statement. */
    private static final String MOVED = "select here.*, stream.id, stream.revision, stream.hash from " + HERE
            + " left join stream on stream.id in (select entry.stream from entry where tx >= ?::xid8)";

    private static final String ALL =
            "select here.*, stream.id, stream.revision, stream.hash from " + HERE + " left join stream on true";

    /** Reads the primary. */
    record Source(ControlDatabase database, InstantSource clock) {
        /** Reads all heads, for a new connection, whose server may have lost a tail of the log. */
        PollResult all(Connection connection) throws SQLException {
            return read(connection, ALL, Optional.empty());
        }

        /** Reads the heads that moved since the floor of the previous read. */
        PollResult since(Connection connection, String floor) throws SQLException {
            return read(connection, MOVED, Optional.of(floor));
        }

        private PollResult read(Connection connection, String sql, Optional<String> floor) throws SQLException {
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

    /** Returns how far the database's clock is ahead at least; it was read at some time between query and answer. */
    static Duration ahead(Instant sent, Instant database, Instant received) {
        if (database.isBefore(sent)) {
            return Duration.between(sent, database);
        }
        return database.isAfter(received) ? Duration.between(received, database) : Duration.ZERO;
    }

    private static PollResult collect(Moment begun, boolean whole, ResultSet rows, Function<Instant, Duration> clock)
            throws SQLException {
        Map<TenantId, StreamHead> heads = new HashMap<>();
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
                StreamHead head = StreamHead.of(rows);
                heads.put(head.stream(), head);
            }
        }
        return new PollResult(begun, floor, whole, heads, ahead);
    }

    /** Returns the last position of the stream, if the read found it. */
    Optional<StreamHead> head(TenantId stream) {
        return Optional.ofNullable(heads.get(stream));
    }
}
