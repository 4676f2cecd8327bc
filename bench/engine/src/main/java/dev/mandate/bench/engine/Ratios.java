package dev.mandate.bench.engine;

import dev.mandate.bench.Row;
import java.util.List;

/** Our rows with what they are of each peer's in the same case. */
final class Ratios {
    private static final String OURS = Entrant.MANDATE.subject();

    private Ratios() {}

    static List<Row> added(List<Row> rows) {
        return rows.stream().map(row -> added(row, rows)).toList();
    }

    private static Row added(Row row, List<Row> rows) {
        if (!row.subject().equals(OURS) || !row.figure().equals(Trial.DECIDE)) {
            return row;
        }
        Row with = row;
        for (Row peer : rows) {
            if (comparable(row, peer)) {
                with = with.against(peer.subject(), peer);
            }
        }
        return with;
    }

    private static boolean comparable(Row ours, Row other) {
        return other.measured()
                && !other.subject().equals(OURS)
                && other.figure().equals(ours.figure())
                && other.kase().equals(ours.kase());
    }
}
