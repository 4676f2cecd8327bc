package dev.mandate.bench.chaos;

import com.google.errorprone.annotations.FormatMethod;
import dev.mandate.bench.process.Broken;
import dev.mandate.bench.process.Launcher;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * What a run stands on.
 *
 * @param root the checkout
 * @param work an empty folder that is deleted afterwards
 * @param launcher how {@code mandate} is started
 * @param writes how many facts are written, where a run writes
 * @param random the run's only chance, from the printed seed
 * @param quick fewer rounds, same method
 */
record Ground(
        Path root,
        Path work,
        Launcher launcher,
        int writes,
        Random random,
        boolean quick,
        PrintStream out,
        long begun) {
    private static final Duration LOOK = Duration.ofMillis(20);

    @FormatMethod
    void say(String format, Object... arguments) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf(Locale.ROOT, "%7.2f s  %s%n", seconds, String.format(Locale.ROOT, format, arguments));
    }

    /** Says what holds, or ends the run. */
    @FormatMethod
    void must(boolean holds, String format, Object... arguments) {
        String what = String.format(Locale.ROOT, format, arguments);
        if (!holds) {
            throw new Broken("does not hold: " + what);
        }
        say("holds: %s", what);
    }

    /** Waits until it is so, at most that long, and returns how long it took. */
    Duration await(String what, Duration longest, Callable<Boolean> so) throws Exception {
        long start = System.nanoTime();
        while (!so.call()) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new Broken("not within " + longest.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Between the two, at random. */
    void pause(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(leastMillis, mostMillis));
    }
}
