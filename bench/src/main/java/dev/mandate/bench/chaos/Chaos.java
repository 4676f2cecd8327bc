package dev.mandate.bench.chaos;

import dev.mandate.bench.process.Broken;
import dev.mandate.bench.process.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** {@code mandate chaos NAME|all [--quick] [--writes N] [--seed N]}: says what it does; 1 if something does not hold. */
public final class Chaos {
    private static final int WRITES = 10_000;
    private static final int QUICK_WRITES = 1_000;

    private Chaos() {}

    private static Map<String, Trial> all() {
        Map<String, Trial> all = new LinkedHashMap<>();
        all.put("kill", new KillTrial());
        all.put("disk", new DiskTrial());
        all.put("readonly", new ReadOnlyTrial());
        all.put("clock", new ClockTrial());
        all.put("split", new SplitTrial());
        all.put("flood", new FloodTrial());
        return all;
    }

    /** Runs the named trial, or all of them. */
    public static void main(String... arguments) throws Exception {
        List<String> words = List.of(arguments);
        Map<String, Trial> all = all();
        String name = words.isEmpty() ? "" : words.getFirst();
        if (!name.equals("all")) {
            all.keySet().retainAll(List.of(name));
        }
        if (all.isEmpty()) {
            System.err.println("mandate: name a trial: " + String.join(", ", all().keySet()) + " or all");
            System.exit(1);
        }
        boolean held = true;
        for (Map.Entry<String, Trial> trial : all.entrySet()) {
            held &= held(trial.getKey(), trial.getValue(), words);
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean held(String name, Trial trial, List<String> words) throws IOException {
        boolean quick = words.contains("--quick");
        int writes = (int) number(words, "--writes", quick ? QUICK_WRITES : WRITES);
        long seed = number(words, "--seed", new Random().nextInt(1_000_000));
        Path root = Path.of(System.getProperty("mandate.root", "."));
        Path work = Files.createTempDirectory("mandate-chaos");
        Ground ground = new Ground(
                root, work, Launcher.script(root), writes, new Random(seed), quick, System.out, System.nanoTime());
        System.out.println("chaos " + name + ", seed " + seed);
        try {
            trial.run(ground);
            ground.say("chaos %s: everything held", name);
            delete(work);
            return true;
        } catch (Exception e) {
            ground.say("chaos %s FAILED: %s", name, String.valueOf(e instanceof Broken ? e.getMessage() : e));
            ground.say("what it left is in %s", work);
            return false;
        }
    }

    private static long number(List<String> words, String option, long otherwise) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 == words.size() ? otherwise : Long.parseLong(words.get(at + 1));
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
