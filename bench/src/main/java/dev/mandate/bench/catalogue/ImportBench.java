package dev.mandate.bench.catalogue;

import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** CPU time of the control plane's process for imports of large documents, and for its start with many imports in the log. */
public final class ImportBench implements Benchmark {
    private static final int LARGE = 10_000;
    private static final int IMPORTS = 200;

    /** So that each API of the log's is imported four times. */
    private static final int APIS = 50;

    private static final int[] SIZES = {1_000, 2_000, 4_000, LARGE};

    /** Calls before one is counted. */
    private static final int WARMING = 5;

    private static final int MORE_WARMING = 10;

    private final List<FigureRow> rows = new ArrayList<>();
    private long began;

    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        rows.clear();
        began = System.nanoTime();
        int rounds = setting.quick() ? 1 : 3;
        cold(setting, rounds);
        warm(setting, rounds);
        start(setting, rounds);
        return List.copyOf(rows);
    }

    /** Each process imports 10,000 actions as the first thing it does. */
    private void cold(Setting setting, int rounds) throws IOException, InterruptedException {
        double[] cold = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            try (MeasuredPlane plane = open(setting, "cold-" + i)) {
                cold[i] = plane.imported("large", Documents.alike(LARGE));
            }
        }
        add("import, the process's first", LARGE + " actions", "ms", cold);
    }

    /** One process, after as many plans as make its code quick. */
    private void warm(Setting setting, int rounds) throws IOException, InterruptedException {
        try (MeasuredPlane plane = open(setting, "warm")) {
            for (int warming = 0; warming < WARMING; warming++) {
                plane.planned("large", Documents.alike(LARGE));
            }
            double[] warm = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                warm[i] = plane.imported("large-" + i, Documents.alike(LARGE));
            }
            add("import, warm", LARGE + " actions", "ms", warm);
            more(plane, rounds);
            growth(plane, rounds);
        }
    }

    /** Imports the same API again and again, each time with one action more; the first ones are not counted. */
    private void more(MeasuredPlane plane, int rounds) throws InterruptedException {
        for (int one = 1; one <= MORE_WARMING; one++) {
            plane.imported("large-0", Documents.alike(LARGE + one));
        }
        double[] more = new double[5 * rounds];
        for (int i = 0; i < more.length; i++) {
            more[i] = plane.imported("large-0", Documents.alike(LARGE + MORE_WARMING + 1 + i));
        }
        add("import of one more action, warm", "into " + LARGE, "ms", more);
    }

    /** Plans documents of several sizes, of two shapes. */
    private void growth(MeasuredPlane plane, int rounds) throws InterruptedException {
        for (int size : SIZES) {
            double[] alike = new double[rounds];
            double[] mixed = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                alike[i] = plane.planned("alike", Documents.alike(size));
                mixed[i] = plane.planned("mixed", Documents.mixed(size));
            }
            add("plan, templates alike", size + " actions", "ms", alike);
            add("plan, mixed segments in one folder", size + " actions", "ms", mixed);
        }
    }

    /** APIs of 50 to 200 actions, imported again and again with a few more. */
    private void start(Setting setting, int rounds) throws IOException, InterruptedException {
        try (MeasuredPlane plane = open(setting, "start")) {
            starts(plane, rounds, "no import in the log");
            for (int i = 0; i < IMPORTS; i++) {
                int api = i % APIS;
                plane.post("api-" + api, Documents.alike(50 + 3 * api + i / APIS));
            }
            say(IMPORTS + " imports are in the log");
            starts(plane, rounds, IMPORTS + " imports in the log");
        }
    }

    private void starts(MeasuredPlane plane, int rounds, String kase) throws IOException, InterruptedException {
        double[] seconds = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            seconds[i] = plane.restart();
        }
        add("CPU of a start to ready", kase, "s", seconds);
    }

    private MeasuredPlane open(Setting setting, String name) throws IOException, InterruptedException {
        MeasuredPlane plane = MeasuredPlane.open(setting, name);
        say("the control plane `" + name + "` runs");
        return plane;
    }

    /** Says how far the run is, with the time since it began. */
    private void say(String what) {
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        System.out.println(String.format(Locale.ROOT, "  %4d s  %s", seconds, what));
    }

    private void add(String figure, String kase, String unit, double... samples) {
        FigureRow row = FigureRow.of(figure, kase, "mandate", unit, samples);
        String all = Arrays.stream(samples)
                .mapToObj(sample -> String.format(Locale.ROOT, "%.2f", sample))
                .collect(Collectors.joining(", "));
        say(String.format(Locale.ROOT, "%s, %s: %.2f %s of %s", figure, kase, row.median(), unit, all));
        rows.add(row);
    }
}
