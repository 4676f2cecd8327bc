package dev.mandate.bench;

import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Warm start of {@code up} with the demonstration, from the command to ready; and the memory of all that it started. */
final class StartBench implements Benchmark {
    @Override
    public List<FigureRow> run(Setting setting) throws IOException {
        Path data = setting.work().resolve("data");
        int rounds = setting.quick() ? 3 : 9;
        double[] seconds = new double[rounds];
        double[] mib = new double[rounds];
        try (RunningUp first = RunningUp.start(setting.root(), data, Map.of())) {
            System.out.printf("first start %.2f s%n", first.secondsToReady());
        }
        for (int i = 0; i < rounds; i++) {
            try (RunningUp up = RunningUp.start(setting.root(), data, Map.of())) {
                seconds[i] = up.secondsToReady();
                mib[i] = up.pss();
            }
        }
        return List.of(
                FigureRow.of("warm start to ready", "up with demonstration", "mandate", "s", seconds),
                FigureRow.of("memory (PSS) when ready", "up with demonstration", "mandate", "MiB", mib));
    }
}
