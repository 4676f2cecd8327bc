package dev.mandate.bench.engine;

import dev.mandate.bench.report.FigureRow;
import java.util.List;

/** Our rows with what they are of each peer's in the same case. */
final class Ratios {
    private static final String OURS = Entrant.MANDATE.subject();

    private Ratios() {}

    static List<FigureRow> added(List<FigureRow> rows) {
        return rows.stream().map(row -> added(row, rows)).toList();
    }

    private static FigureRow added(FigureRow row, List<FigureRow> rows) {
        if (!row.subject().equals(OURS) || !row.figure().equals(SubjectRun.DECIDE)) {
            return row;
        }
        FigureRow with = row;
        for (FigureRow peer : rows) {
            if (comparable(row, peer)) {
                with = with.against(peer.subject(), peer);
            }
        }
        return with;
    }

    private static boolean comparable(FigureRow ours, FigureRow other) {
        return other.measured()
                && !other.subject().equals(OURS)
                && other.figure().equals(ours.figure())
                && other.kase().equals(ours.kase());
    }
}
