package dev.mandate.bench.scale;

import dev.mandate.bench.process.Memory;
import dev.mandate.bench.process.Planes;
import dev.mandate.bench.report.FigureRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects rows, and says each at once, as a run takes long. */
final class ScaleFigures {
    private final List<FigureRow> rows = new ArrayList<>();

    void add(String figure, String kase, String unit, double... samples) {
        FigureRow row = FigureRow.of(figure, kase, "mandate", unit, samples);
        Site.say("%s, %s: %.2f %s", figure, kase, row.median(), unit);
        rows.add(row);
    }

    /** How long it took, and how often it was put off. */
    void add(String figure, String kase, First first) {
        add(figure, kase, "ms", first.millis());
        if (first.refused() > 0) {
            add(figure + ", put off before", kase, "times", first.refused());
        }
    }

    /** What a process computed since it was started, which tells more than the clock where others compute too. */
    void computed(String kase, Planes.Node node) {
        Duration cpu = ProcessHandle.of(node.running().pid())
                .flatMap(p -> p.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        add("CPU since the start", kase, "s", cpu.toMillis() / 1e3);
    }

    /** What a process takes. */
    Memory memory(String kase, Planes.Node node) throws IOException, InterruptedException {
        Memory memory = Memory.of(node.running().pid());
        add("heap after a collection", kase, "MiB", memory.live());
        add("memory (PSS)", kase, "MiB", memory.pss());
        add("most memory (RSS)", kase, "MiB", memory.peak());
        return memory;
    }

    List<FigureRow> rows() {
        return List.copyOf(rows);
    }
}
