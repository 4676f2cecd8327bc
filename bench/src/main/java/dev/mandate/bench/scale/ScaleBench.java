package dev.mandate.bench.scale;

import dev.mandate.bench.Benchmark;
import dev.mandate.bench.Row;
import java.util.List;

/** One tenant of a million users, and ten thousand tenants of twenty: start, first call, memory, rebuild. */
public final class ScaleBench implements Benchmark {
    @Override
    public List<Row> run(Setting setting) throws Exception {
        Figures figures = new Figures();
        new OneTenant(figures, setting.quick() ? 100_000 : 1_000_000).run(setting);
        new ManyTenants(figures, setting.quick() ? 1_000 : 10_000).run(setting);
        return figures.rows();
    }
}
