package dev.mandate.bench;

import dev.mandate.bench.catalogue.ImportBench;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import dev.mandate.bench.report.Report;
import dev.mandate.bench.scale.ScaleBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code mandate bench NAME [--quick]}: a table on stdout, JSON in {@code bench/results/}. */
public final class Bench {
    private static final Map<String, Benchmark> ALL = all();

    private Bench() {}

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("start", new StartBench());
        all.put("log", new LogBench());
        all.put("feed", new FeedBench());
        all.put("gateway", new GatewayBench());
        all.put("disclosure", new DisclosureBench());
        all.put("import", new ImportBench());
        all.put("scale", new ScaleBench());
        return all;
    }

    /** Runs the named benchmark, or all of them. */
    public static void main(String... arguments) throws Exception {
        List<String> words = List.of(arguments);
        boolean quick = words.contains("--quick");
        String name =
                words.stream().filter(w -> !w.startsWith("--")).findFirst().orElse("");
        if (!name.equals("all") && !ALL.containsKey(name)) {
            System.err.println("mandate: name a benchmark: " + String.join(", ", ALL.keySet()) + ", engine or all");
            System.exit(1);
        }
        Path root = Path.of(System.getProperty("mandate.root", "."));
        for (Map.Entry<String, Benchmark> entry : ALL.entrySet()) {
            if (name.equals("all") || name.equals(entry.getKey())) {
                run(root, entry, quick);
            }
        }
    }

    private static void run(Path root, Map.Entry<String, Benchmark> entry, boolean quick) throws Exception {
        Path work = Files.createTempDirectory("mandate-bench");
        try {
            List<FigureRow> rows = entry.getValue().run(new Benchmark.Setting(root, work, quick));
            Report report = new Report(entry.getKey(), rows);
            report.print(System.out);
            report.write(root.resolve("bench/results"));
        } finally {
            delete(work);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
