package dev.mandate.bench.catalogue;

import dev.mandate.bench.Benchmark;
import dev.mandate.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** CPU time of the control plane's process for imports of large documents, and for its start with many imports in the log. */
public final class ImportBench implements Benchmark {
    private static final int LARGE = 10_000;
    private static final int IMPORTS = 200;

    /** So that each API of the log's is imported four times. */
    private static final int APIS = 50;

    private static final int[] SIZES = {1_000, 2_000, 4_000, 8_000, LARGE};

    private final List<Row> rows = new ArrayList<>();

    @Override
    public List<Row> run(Setting setting) throws Exception {
        rows.clear();
        int rounds = setting.quick() ? 2 : 5;
        start(setting, rounds);
        large(setting, rounds);
        growth(setting, rounds);
        return List.copyOf(rows);
    }

    /** A process imports 10,000 actions as the first thing it does; another after it has planned as many, five times. */
    private void large(Setting setting, int rounds) throws IOException, InterruptedException {
        double[] cold = new double[rounds];
        double[] warm = new double[rounds];
        List<Double> more = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (Plane plane = Plane.open(setting, "cold-" + i)) {
                cold[i] = plane.imported("large", Documents.alike(LARGE));
            }
            try (Plane plane = Plane.open(setting, "warm-" + i)) {
                for (int warming = 0; warming < 5; warming++) {
                    plane.planned("large", Documents.alike(LARGE));
                }
                warm[i] = plane.imported("large", Documents.alike(LARGE));
                for (int one = 1; one <= 5; one++) {
                    more.add(plane.imported("large", Documents.alike(LARGE + one)));
                }
            }
        }
        add("import, the process's first", LARGE + " actions", "ms", cold);
        add("import, warm", LARGE + " actions", "ms", warm);
        add(
                "import of one more action, warm",
                "into " + LARGE,
                "ms",
                more.stream().mapToDouble(d -> d).toArray());
    }

    /** Plans, in one warm process. */
    private void growth(Setting setting, int rounds) throws IOException, InterruptedException {
        try (Plane plane = Plane.open(setting, "growth")) {
            for (int warming = 0; warming < 3; warming++) {
                plane.planned("alike", Documents.alike(LARGE));
                plane.planned("mixed", Documents.mixed(LARGE));
            }
            for (int size : SIZES) {
                double[] alike = new double[2 * rounds];
                double[] mixed = new double[2 * rounds];
                for (int i = 0; i < alike.length; i++) {
                    alike[i] = plane.planned("alike", Documents.alike(size));
                    mixed[i] = plane.planned("mixed", Documents.mixed(size));
                }
                add("plan, templates alike", size + " actions", "ms", alike);
                add("plan, mixed segments in one folder", size + " actions", "ms", mixed);
            }
        }
    }

    /** APIs of 50 to 200 actions, imported again and again with a few more. */
    private void start(Setting setting, int rounds) throws IOException, InterruptedException {
        try (Plane plane = Plane.open(setting, "start")) {
            double[] empty = new double[rounds];
            double[] full = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                empty[i] = plane.restart();
            }
            for (int i = 0; i < IMPORTS; i++) {
                int api = i % APIS;
                plane.post("api-" + api, Documents.alike(50 + 3 * api + i / APIS));
            }
            for (int i = 0; i < rounds; i++) {
                full[i] = plane.restart();
            }
            add("CPU of a start to ready", "no import in the log", "s", empty);
            add("CPU of a start to ready", IMPORTS + " imports in the log", "s", full);
        }
    }

    private void add(String figure, String kase, String unit, double... samples) {
        Row row = Row.of(figure, kase, "mandate", unit, samples);
        System.out.println(String.format(
                Locale.ROOT, "  %s, %s: %.2f %s of %s", figure, kase, row.median(), unit, Arrays.toString(samples)));
        rows.add(row);
    }
}
