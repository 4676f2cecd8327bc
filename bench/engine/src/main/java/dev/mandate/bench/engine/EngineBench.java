package dev.mandate.bench.engine;

import dev.mandate.bench.report.FigureRow;
import dev.mandate.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code mandate bench engine [--quick] [--users=N,...] [SUBJECT...]}: one decision of ours beside one of each peer. Each is
 * checked before anything is measured; then all are measured in turn, a fork each, in rotated order, so that a busy minute of
 * the machine falls on all.
 */
public final class EngineBench {
    private static final FigureRow OPA = FigureRow.without(
            SubjectRun.DECIDE,
            "any",
            "opa",
            "ns",
            "not asked: its evaluator for the JVM takes policies that are compiled to WebAssembly, and the compiler is no"
                    + " library of the JVM");

    private final Plan plan;

    private EngineBench(Plan plan) {
        this.plan = plan;
    }

    /** Prints a table and writes {@code bench/results/engine.json}. */
    public static void main(String... arguments) throws Exception {
        Path root = Path.of(System.getProperty("mandate.root", "."));
        Report report = new Report("engine", new EngineBench(plan(root, List.of(arguments))).run());
        report.print(System.out);
        report.write(root.resolve("bench/results"));
    }

    private static Plan plan(Path root, List<String> words) {
        try {
            return Plan.parse(root, words);
        } catch (IllegalArgumentException e) {
            System.err.println("mandate: " + e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    private List<FigureRow> run() throws IOException, InterruptedException, RunnerException {
        List<SubjectRun> trials = trials();
        List<SubjectRun> order =
                new ArrayList<>(trials.stream().filter(SubjectRun::held).toList());
        for (int round = 1; round <= plan.rounds(); round++) {
            for (SubjectRun trial : order) {
                System.err.println("round " + round + ": " + trial);
                trial.add(Fork.run(plan, trial.entrant(), trial.users()));
            }
            Collections.rotate(order, 1 + order.size() / plan.rounds());
        }
        List<FigureRow> rows = new ArrayList<>();
        trials.forEach(trial -> rows.addAll(trial.rows()));
        rows.add(OPA);
        if (plan.entrants().contains(Entrant.MANDATE)) {
            rows.addAll(OwnFigures.of(plan));
        }
        return Ratios.added(rows);
    }

    /** Loads and checks everything once. What did not fit is not tried with more users. */
    private List<SubjectRun> trials() throws IOException, InterruptedException {
        List<SubjectRun> trials = new ArrayList<>();
        Set<Entrant> full = new HashSet<>();
        for (int users : plan.sizes()) {
            for (Entrant entrant : plan.entrants()) {
                if (users <= entrant.largest()) {
                    Loading loading =
                            full.contains(entrant) ? new Loading.Refused("nor fewer") : attempt(entrant, users);
                    SubjectRun trial = new SubjectRun(entrant, users, loading);
                    trials.add(trial);
                    if (!trial.held()) {
                        full.add(entrant);
                    }
                }
            }
        }
        return trials;
    }

    private Loading attempt(Entrant entrant, int users) throws IOException, InterruptedException {
        System.err.println("check: " + entrant.subject() + " with " + users + " users");
        Path output = Files.createTempFile("mandate-check", ".txt");
        try {
            return Loading.attempt(plan.root(), entrant, users, output);
        } finally {
            Files.delete(output);
        }
    }
}
