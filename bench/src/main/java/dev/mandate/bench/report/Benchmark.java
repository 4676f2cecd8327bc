package dev.mandate.bench.report;

import java.nio.file.Path;
import java.util.List;

/** One benchmark: measures, and returns a row per figure, case and subject. */
public interface Benchmark {
    /**
     * What it may use.
     *
     * @param root the checkout
     * @param work an empty folder that is deleted afterwards
     * @param quick fewer rounds, same method
     */
    record Setting(Path root, Path work, boolean quick) {}

    List<FigureRow> run(Setting setting) throws Exception;
}
