package dev.mandate.bench.scale;

import dev.mandate.bench.report.Benchmark;
import dev.mandate.bench.report.FigureRow;
import java.util.List;

/** One tenant of a million users, and ten thousand tenants of twenty: start, first call, memory, rebuild. */
public final class ScaleBench implements Benchmark {
    @Override
    public List<FigureRow> run(Setting setting) throws Exception {
        ScaleFigures figures = new ScaleFigures();
        new OneTenant(figures, setting.quick() ? 100_000 : 1_000_000).run(setting);
        new ManyTenants(figures, setting.quick() ? 1_000 : 10_000).run(setting);
        return figures.rows();
    }
}
