package dev.mandate.bench.engine;

import dev.mandate.bench.Report;
import dev.mandate.bench.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code mandate bench engine [--quick] [SUBJECT...]}: one decision of ours beside one of each peer. Each is checked before
 * anything is measured; then all are measured in turn, a fork each, in rotated order, so that a busy minute of the machine
 * falls on all.
 */
public final class EngineBench {
    private static final Row OPA = Row.without(
            Trial.DECIDE,
            "any",
            "opa",
            "ns",
            "not asked: its evaluator for the JVM takes policies that are compiled to WebAssembly, and the compiler is no"
                    + " library of the JVM");

    private final Path root;
    private final boolean quick;
    private final List<Entrant> entrants;

    private EngineBench(Path root, boolean quick, List<Entrant> entrants) {
        this.root = root;
        this.quick = quick;
        this.entrants = entrants;
    }

    /** Runs all subjects, or those named. */
    public static void main(String... arguments) throws Exception {
        List<String> words = List.of(arguments);
        List<String> named = words.stream().filter(w -> !w.startsWith("--")).toList();
        List<Entrant> entrants = Entrant.ALL.stream()
                .filter(e -> named.isEmpty() || named.contains(e.subject()))
                .toList();
        Path root = Path.of(System.getProperty("mandate.root", "."));
        Report report = new Report("engine", new EngineBench(root, words.contains("--quick"), entrants).run());
        report.print(System.out);
        report.write(root.resolve("bench/results"));
    }

    private List<Row> run() throws IOException, InterruptedException, RunnerException {
        List<Trial> trials = trials();
        List<Trial> order = new ArrayList<>(trials.stream().filter(Trial::held).toList());
        for (int round = 0; round < (quick ? 2 : 5); round++) {
            for (Trial trial : order) {
                trial.add(Fork.run(root, trial.entrant(), trial.users(), quick));
            }
            Collections.rotate(order, 1 + order.size() / 3);
        }
        return Stream.concat(
                        Ratios.added(
                                trials.stream().flatMap(t -> t.rows().stream()).toList())
                                .stream(),
                        Stream.of(OPA))
                .toList();
    }

    /** Loads and checks everything once. What did not fit is not tried with more users. */
    private List<Trial> trials() throws IOException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        Set<Entrant> full = new HashSet<>();
        for (int users : quick ? List.of(1_000, 100_000) : List.of(1_000, 100_000, 1_000_000, 10_000_000)) {
            for (Entrant entrant : entrants) {
                if (users <= entrant.largest() && !full.contains(entrant)) {
                    Trial trial = new Trial(entrant, users, attempt(entrant, users));
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
        System.err.println("checking " + entrant.subject() + " with " + users + " users");
        Path output = Files.createTempFile("mandate-check", ".txt");
        try {
            return Loading.attempt(root, entrant, users, output);
        } finally {
            Files.delete(output);
        }
    }
}
