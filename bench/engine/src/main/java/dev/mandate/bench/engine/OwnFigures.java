package dev.mandate.bench.engine;

import dev.mandate.bench.report.FigureRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What no peer has beside it: our own parts, each in forks of its own. */
final class OwnFigures {
    private static final String OURS = Entrant.MANDATE.subject();
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String CLASS_PATH = "java.class.path";

    private final Plan plan;
    private final List<FigureRow> rows = new ArrayList<>();

    private OwnFigures(Plan plan) {
        this.plan = plan;
    }

    static List<FigureRow> of(Plan plan) throws IOException, InterruptedException, RunnerException {
        OwnFigures figures = new OwnFigures(plan);
        figures.run();
        return figures.rows;
    }

    private void run() throws IOException, InterruptedException, RunnerException {
        int large = plan.quick() ? 100_000 : 1_000_000;
        String[] sizes = plan.sizes().stream().map(Object::toString).toArray(String[]::new);
        measure(ReadBenchmark.class, "mebibytes", "1", "8", "64", "640");
        measure(RuleBenchmark.class, "users", sizes);
        measure(RouteBenchmark.class, "templates", "200", "10000");
        measure(ApplyBenchmark.class, "users", Integer.toString(large));
        measure(SearchBenchmark.class, "users", Integer.toString(large));
        measure(RequestBenchmark.class, "live", plan.quick() ? "10000" : "100000");
        footprint(large);
    }

    private void measure(Class<?> benchmark, String parameter, String... values) throws IOException, RunnerException {
        System.err.println("figures: " + benchmark.getSimpleName() + " " + Arrays.toString(values));
        String ours = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, Entrant.MANDATE.classPath(plan.root()));
        try {
            new Runner(new OptionsBuilder()
                            .include(benchmark.getName())
                            .param(parameter, values)
                            .forks(plan.quick() ? 1 : 2)
                            .threads(1)
                            .warmupIterations(plan.quick() ? 3 : 5)
                            .measurementIterations(plan.quick() ? 3 : 5)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementTime(TimeValue.seconds(1))
                            .timeout(TimeValue.minutes(10))
                            .jvmArgs(flags(values))
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()
                    .forEach(result -> add(result, parameter));
        } finally {
            System.setProperty(CLASS_PATH, ours);
        }
    }

    private static String[] flags(String... values) {
        int most = Stream.of(values).mapToInt(Integer::parseInt).max().orElse(0);
        return Entrant.flags(most).toArray(String[]::new);
    }

    private void add(RunResult result, String parameter) {
        String name = result.getPrimaryResult().getLabel();
        String kase = parameter + "=" + result.getParams().getParam(parameter);
        double[] nanoseconds = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
        double allocated = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                .getScore();
        rows.add(FigureRow.of(name, kase, OURS, "ns", nanoseconds));
        rows.add(FigureRow.of(name + ", allocated", kase, OURS, "B", allocated));
    }

    private void footprint(int users) throws IOException, InterruptedException {
        System.err.println("figures: Footprint " + users);
        Path output = Files.createTempFile("mandate-footprint", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
            command.addAll(Entrant.flags(users));
            command.addAll(List.of("-cp", Entrant.MANDATE.classPath(plan.root())));
            command.addAll(List.of(Footprint.class.getName(), Integer.toString(users)));
            int status = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("the footprint ended with status " + status);
            }
            double[][] rounds = Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                    .map(line -> Stream.of(line.split(" ", 2))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            rows.add(FigureRow.of("load from the compact form", "users=" + users, OURS, "s", column(rounds, 0)));
            rows.add(FigureRow.of("memory of a user with its id", "users=" + users, OURS, "B", column(rounds, 1)));
        } finally {
            Files.delete(output);
        }
    }

    private static double[] column(double[][] rounds, int column) {
        return Arrays.stream(rounds).mapToDouble(round -> round[column]).toArray();
    }
}
