package dev.mandate.bench.engine;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One read of memory that the next one waits for, anywhere in so much of it: what the machine asks for a single fact of a
 * random user, whatever engine looks at it. The other figures are to be read against it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBenchmark {
    private static final int LINE = 64 / Long.BYTES;

    @Param("8")
    public int mebibytes;

    private long[] memory = new long[0];
    private int place;

    /** A single ring through all cache lines, in random order. */
    @Setup
    public void link() {
        int lines = mebibytes * (1 << 20) / Long.BYTES / LINE;
        int[] order = new int[lines];
        SplittableRandom random = new SplittableRandom(20_30);
        for (int i = 0; i < lines; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        memory = new long[lines * LINE];
        for (int i = 0; i < lines; i++) {
            memory[order[i] * LINE] = (long) order[(i + 1) % lines] * LINE;
        }
    }

    @Benchmark
    public int read() {
        place = (int) memory[place];
        return place;
    }
}
