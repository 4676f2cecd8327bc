package dev.mandate.bench.engine;

import dev.mandate.bench.report.FigureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One subject with one number of users, and what was measured of it so far. Mutable. */
final class SubjectRun {
    static final String DECIDE = "decide";

    private final Entrant entrant;
    private final int users;
    private final Loading loading;
    private final List<Fork> forks = new ArrayList<>();

    SubjectRun(Entrant entrant, int users, Loading loading) {
        this.entrant = entrant;
        this.users = users;
        this.loading = loading;
    }

    Entrant entrant() {
        return entrant;
    }

    int users() {
        return users;
    }

    boolean held() {
        return loading instanceof Loading.Held;
    }

    void add(Fork fork) {
        forks.add(fork);
    }

    List<FigureRow> rows() {
        return switch (loading) {
            case Loading.Refused(String why) ->
                List.of(FigureRow.without(
                        DECIDE, kase(), entrant.subject(), "ns", "cannot hold " + users + ": " + why));
            case Loading.Held(double seconds, double mib, int answers) ->
                List.of(
                        row(DECIDE, "ns", Fork.nanoseconds(forks)),
                        row(
                                "allocated a decision",
                                "B",
                                forks.stream().mapToDouble(Fork::bytes).toArray()),
                        row("heap after loading", "MiB", mib),
                        row("loading", "s", seconds),
                        row("answers compared", "", answers));
        };
    }

    @Override
    public String toString() {
        return entrant.subject() + " with " + users + " users";
    }

    private FigureRow row(String figure, String unit, double... samples) {
        return FigureRow.of(figure, kase(), entrant.subject(), unit, samples);
    }

    private String kase() {
        return String.format(Locale.ROOT, "users=%d", users);
    }
}
