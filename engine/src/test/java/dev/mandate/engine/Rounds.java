package dev.mandate.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs rounds of a comparison on all cores, each with its own seed: a fixed number, or with {@code -Dmandate.minutes=N}
 * as many as fit that time. {@code -Dmandate.seed=N} sets the first seed. A failure names its seed.
 */
final class Rounds {
    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    /** Compares two implementations on data from one seed, and returns the number of comparisons. */
    @FunctionalInterface
    interface Round {
        long compare(long seed);
    }

    private final String name;
    private final Round round;
    private final long start = System.nanoTime();
    private final AtomicLong seeds;
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong said = new AtomicLong(start);

    private Rounds(String name, long seed, Round round) {
        this.name = name;
        this.seeds = new AtomicLong(seed);
        this.round = round;
    }

    /** Runs the rounds and returns the total number of comparisons. */
    static long run(String name, long firstSeed, int rounds, Round round) {
        long seed = Long.getLong("mandate.seed", firstSeed);
        Rounds all = new Rounds(name, seed, round);
        long minutes = Long.getLong("mandate.minutes", 0);
        long end = minutes == 0
                ? Long.MAX_VALUE
                : all.start + Duration.ofMinutes(minutes).toNanos();
        all.onAllCores(minutes == 0 ? seed + rounds : Long.MAX_VALUE, end);
        all.say("from seed " + seed + " on");
        return all.compared.get();
    }

    private void onAllCores(long lastSeed, long end) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                running.add(workers.submit(() -> work(lastSeed, end)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void work(long lastSeed, long end) {
        for (long seed = seeds.getAndIncrement();
                seed < lastSeed && System.nanoTime() < end;
                seed = seeds.getAndIncrement()) {
            try {
                compared.addAndGet(round.compare(seed));
            } catch (RuntimeException | AssertionError e) {
                seeds.set(Long.MAX_VALUE / 2);
                throw new AssertionError("-Dmandate.seed=" + seed + ": " + e.getMessage(), e);
            }
            progress();
        }
    }

    private void progress() {
        long last = said.get();
        if (System.nanoTime() - last > EVERY && said.compareAndSet(last, System.nanoTime())) {
            say("so far");
        }
    }

    private void say(String when) {
        double minutes = (System.nanoTime() - start) / 6e10;
        long count = compared.get();
        System.out.printf("%s: %,d comparisons %s, %,.0f a minute%n", name, count, when, count / minutes);
    }
}
