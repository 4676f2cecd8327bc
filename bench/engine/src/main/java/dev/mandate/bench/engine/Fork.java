package dev.mandate.bench.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One JMH fork.
 *
 * @param nanoseconds a decision, by iteration
 * @param bytes allocated a decision
 */
record Fork(List<Double> nanoseconds, double bytes) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Where JMH takes the class path of a fork from. */
    private static final String CLASS_PATH = "java.class.path";

    static Fork run(Plan plan, Entrant entrant, int users) throws IOException, RunnerException {
        String ours = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, entrant.classPath(plan.root()));
        try {
            return of(new Runner(options(entrant, users, plan.quick())).run());
        } finally {
            System.setProperty(CLASS_PATH, ours);
        }
    }

    private static Options options(Entrant entrant, int users, boolean quick) {
        return new OptionsBuilder()
                .include(DecideBenchmark.class.getName())
                .param("subject", entrant.subject())
                .param("users", Integer.toString(users))
                .forks(1)
                .threads(1)
                .warmupIterations(quick ? 3 : 5)
                .measurementIterations(quick ? 3 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .timeout(new TimeValue(10, TimeUnit.MINUTES))
                .jvmArgs(Entrant.flags(users).toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static Fork of(Collection<RunResult> results) {
        RunResult result = results.iterator().next();
        List<Double> nanoseconds = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
        Result<?> allocated =
                Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED));
        return new Fork(nanoseconds, allocated.getScore());
    }

    /** All iterations of some forks. */
    static double[] nanoseconds(List<Fork> forks) {
        return forks.stream()
                .flatMap(fork -> fork.nanoseconds.stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
