package dev.mandate.bench.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision after the other, by one thread; the questions go round, their users in no order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {
    private static final int QUESTIONS = 1 << 16;

    @Param("mandate")
    public String subject = "";

    @Param("1000")
    public int users;

    private MeasuredEngine.Ask[] asks = new MeasuredEngine.Ask[0];
    private int next;

    @Setup
    public void load() throws Exception {
        Workload workload = new Workload(users);
        MeasuredEngine engine = MeasuredEngine.named(subject);
        engine.load(workload);
        asks = workload.questions(QUESTIONS).stream().map(engine::prepare).toArray(MeasuredEngine.Ask[]::new);
    }

    @Benchmark
    public boolean decide() throws Exception {
        return asks[next++ & (QUESTIONS - 1)].allowed();
    }
}
